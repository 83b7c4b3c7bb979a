"""What is done with a sale after it is paid."""
