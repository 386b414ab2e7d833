"""Second opinion on hubmine's tables: every figure once more, from the store's public views."""
