"""The pages of what is asked: for whoever asks, for the agency that answers, and for a guest."""
