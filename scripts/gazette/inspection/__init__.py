"""What the office should look after though nothing is broken: columns grown old, and the monthly self-inspection."""
