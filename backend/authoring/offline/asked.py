"""How people ask for a template, besides its own words: everyday things and questions."""

from types import MappingProxyType

_ASKED = """
title: opening of a talk, start of a lecture, heading, film title, part one
outline: agenda, plan of the talk, what we will see, contents
bullet_list: benefits, arguments, advice, mistakes, things to know, ideas
bar_chart: how many, amounts, votes, votes per party, sales by month, counts
pie_chart: voters, shares, distribution, slices, market share, how money is spent
timeline: years of, life of, biography, milestones, inventions, wars, century
flow: from idea to, production chain, supply chain, how it is made, stages, from to
ranking: biggest cities, highest mountains, richest, fastest, most popular, most spoken
line_chart: sales over the year, stock, growth over the years, from january to june, climate
comparison: cats and dogs, better or worse, which is better, before and after, similarities
cycle: life cycle, carbon cycle, seasons of the year, again and again, food chain
mind_map: all about, parts of a topic, what belongs to, overview
table: elements, extract, list with columns, timetable, price list, properties
quotation: proverb, words of, famous sentence, einstein said
question: did you know, guess, how many, riddle for children, true or false
definition: in one sentence, word of the day, explain the word, what does it mean
progress: reached, of our goal, percent done, donated, completed
cards: three products, side by side, plans, options, team, packages
numbered_steps: brew, cook, bake, build, set up, instructions for, do it yourself
ending: goodbye, see you, thanks for your attention, the end, last slide
function_plot: quadratic, squared, cubic, polynomial, logarithm, square root, absolute value
tangent: how steep, steepness, slope at a point, instantaneous speed, rate
moving_tangent: steepness along a hill, slope everywhere
secant_limit: average speed to instantaneous, limit of slopes, getting closer
area_under_curve: distance from speed, area below, between curve and axis, definite integral
riemann_sum: thin rectangles, approximating, sum of strips
function_family: how k stretches, change the parameter, influence of a
two_functions: cross, where do they meet, lines cross, equal, solve graphically
parametric_curve: curve traced by, x and y over time, rose, cycloid
read_value: what is f of, height at x, find y for
equation_steps: unknown, find x, linear equation, rearrange, step by step algebra
formula: famous equation, law of, energy, area of a circle, volume of
pythagoras: long side of a triangle, squares on the sides, ladder against a wall
unit_circle: meaning of sine, cosine and sine, degrees and radians
sine_wave_origin: sine from a circle, why is sine a wave
linear_map: stretch the plane, reflect, rotate by a matrix, eigenvector
vector_sum: adding forces, two forces, boat in a river, arrows added, wind and plane
number_line: plus and minus, below zero, temperatures below zero, counting on, minus
venn: both, belongs to both, even and prime, only one of them, common members
fraction: pizza, cake, slices of cake, three quarters, one half, share equally
triangle_angles: always 180, angle sum, corners of a triangle
surface: hill in space, function of x and y, saddle point
solid: pyramid, dice, prism, turning around, ball, box, platonic
growth: rabbits, double every, bacteria, chessboard and rice, virus spreads, interest
projectile: basketball, football kick, shot, throw a stone, water jet, golf
free_fall: stone into a well, dropping, falling apple, skydiver, how fast does it fall
pendulum: clock, grandfather clock, swing on a playground, back and forth
spring: bouncing weight, bungee, trampoline, shock absorber
wave: sound waves, water waves, rope, radio, light as a wave
interference: noise cancelling, two stones in a pond, double slit, cancel each other
orbit: moon around the earth, planets move, comet, ellipse, year of a planet
inclined_plane: box on a ramp, sliding down, sledge, skier, hill and gravity
lens: magnifying glass, eye, camera, telescope, focal point
field: magnet, around a charge, wind map, gravity field, current of a river
bubble_sort: sort numbers, put in order, ascending, cards in order
binary_search: phone book, dictionary, half each time, guess the number
linear_search: one by one, look through, is it in the list
graph_walk: network, maze, route, friends of friends, map of cities, neighbours
tree: family, inorder, preorder, folders, branches, tournament
stack: plates, undo, brackets, pile, browser back
linked_list: train of nodes, points to the next, train wagons
code: hello world, program in, script, source, for loop, variable
neural_network: how ai works, brain cells, inside a neural net, machine thinks
gradient_descent: rolling downhill, how machines learn, lowest point, valley
linear_regression: fit a line, data points, trend, prediction, relation between
confusion_matrix: spam filter, medical test, right and wrong predictions, false positives
training_curve: loss goes down, error per epoch, learning progress
"""
ASKED = MappingProxyType(
    {
        name: tuple(phrase.strip() for phrase in phrases.split(","))
        for name, _, phrases in (line.partition(":") for line in _ASKED.strip().splitlines())
    }
)
