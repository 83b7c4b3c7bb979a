"""The measurements that the product is held to."""
