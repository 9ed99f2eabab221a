"""What holds of surveys, whoever asks: the words, what may be answered, and what answers come to."""
