"""What would each area get? Always illustrative: an allocation is what a body was awarded."""
