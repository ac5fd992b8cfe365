"""What is asked about the partnership, in the words in which it is asked. Forms never write."""
