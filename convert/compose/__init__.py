"""Where things stand on the page: lines, titles, signatures; pure functions that no output format owns."""
