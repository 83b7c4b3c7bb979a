"""Every verb that a person has at a device, a chapter a module: who may, what it writes, what undoes it."""
