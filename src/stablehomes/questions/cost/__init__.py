"""What does a change cost for these people, before and after, by area and year?"""
