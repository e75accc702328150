"""Really signed upgrade packages, and the people who sign them."""
