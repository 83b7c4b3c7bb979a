"""A whole fleet in one thread: the real cores of devices and centre over a virtual clock, network and disk."""
