"""The rules of a municipal budget: one short function per legal or accounting step, with the law beside it.

The modules meet by figure name and never import each other. Signs: in the result statement costs are negative, as printed;
frames, appropriations, volumes, prices, stocks and grants are positive.
"""
