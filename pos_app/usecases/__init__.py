"""What a person in the store can do, one file for each verb."""
