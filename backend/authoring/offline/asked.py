"""How people ask for a template, besides its own words: everyday things and questions."""

from types import MappingProxyType

_ASKED = """
title: opening of a talk, start of a lecture, heading, film title, part one, intro card, name of
  the film, cover, welcome, chapter heading
outline: agenda, plan of the talk, what we will see, contents, table of contents, syllabus,
  overview of today, what is coming, key questions
bullet_list: benefits, arguments, advice, mistakes, things to know, ideas, pros, reasons why,
  tips, checklist, rules, takeaways, main points, warning signs, habits, why we should, four
  reasons, importance of, dos and don'ts, safety rules
bar_chart: how many, amounts, votes, votes per party, sales by month, counts, rainfall per
  month, scores, goals, population of, compare numbers, survey, counts per class, hours per day,
  results of, units sold, per quarter, grades, monthly bills, expenses, visitors per month, goals
  per team, students per class, heights of, favourite fruits, number of, steps per day, points
  scored
pie_chart: voters, shares, distribution, slices, market share, how money is spent, budget,
  breakdown, made of, composition, energy mix, where the time goes, ingredients in percent, how i
  spend my day, share of, portions of, percentages, pocket money, electricity mix, ethnic groups,
  screen time, vote share, religion, land use
timeline: years of, life of, biography, milestones, inventions, wars, century, when did,
  chronology, story of, inventions over time, eras, dates, key dates, from 1900, presidents, life
  story, columbus, moon landing, independence, revolution, ancient, middle ages, dynasty,
  inventions by year, evolution of phones, history in dates, year by year
flow: from idea to, production chain, supply chain, how it is made, stages, from to, process,
  workflow, how it gets from, assembly line, chain of events, manufacturing, from farm to, path
  of, route of food, digestion, how a bill becomes, lifecycle of a request, bean to bar, from raw
  material, from seed, journey of, how a letter travels, how blood flows, order to delivery,
  recycling plant, water treatment, login process, decision process, from a to b
ranking: biggest cities, highest mountains, richest, fastest, most popular, most spoken, top
  five, top ten, tallest, largest, biggest, leaderboard, best selling, most visited, medal table,
  heaviest, most, least, fastest animals, oldest, longest, deepest, smallest countries, world
  records, olympic medals, top songs
line_chart: sales over the year, stock, growth over the years, from january to june, climate,
  over time, over the week, trend, per day, rising and falling, price of, temperature, curve of
  sales, inflation over, heart rate, shares this week, weather this week, weight over months,
  exchange rate, sea level, co2 level, unemployment, per year, monthly, daily, hourly, development
  of
comparison: cats and dogs, better or worse, which is better, before and after, similarities, vs,
  differ, alike, contrast, advantages and disadvantages, either or, pros and cons, instead of, old
  and new, or, which one is better, tea or coffee, similarities and differences, city or village,
  online and offline, mitosis and meiosis, war of, pros cons
cycle: life cycle, carbon cycle, seasons of the year, again and again, food chain, loop,
  repeats, metamorphosis, water cycle, moon phases, rock cycle, menstrual cycle, business cycle,
  washing, stages that repeat, day and night, nitrogen cycle, frog, butterfly, tadpole, krebs
  cycle, recycling loop, reuse, circular economy, sleep phases, heart beat, engine strokes, four
  seasons, cell cycle, product life
mind_map: all about, parts of a topic, what belongs to, overview, brainstorm, ideas around,
  aspects of, everything around, topics related to, branches of, on one page, topics of, around
  the theme, elements of a story, causes of, effects of, connections
table: elements, extract, list with columns, timetable, price list, properties, grid of facts,
  rows and columns, schedule, conjugation, overview of properties, vocabulary list, compare
  several, specifications, vocabulary, verbs, periodic, calories in, planets, compare prices,
  opening hours, data of, truth table, multiplication table
quotation: proverb, words of, famous sentence, einstein said, motto, citation, wise words,
  saying of, line from
question: did you know, guess, how many, riddle for children, true or false, quiz, riddle, what
  do you think, can you guess, trivia
definition: in one sentence, word of the day, explain the word, what does it mean, what does
  mean, meaning of the term, glossary, term, concept in one line, explain the term, osmosis,
  entropy, inflation, democracy, ecosystem, irony, algorithm, definition of, simply put
progress: reached, of our goal, percent done, donated, completed, percent of, how much is done,
  goal reached, share reached, completion, battery, only, out of ten, out of 10, one in five, two
  thirds of people, most people, download, fundraising, vaccinated, literacy, water on earth
cards: three products, side by side, plans, options, team, packages, three kinds, categories,
  states of, branches, layers of, groups, solids liquids gases, roles, kinds of, clouds, sorts of,
  families of, levels of, blood types, three laws, four temperaments, five senses, food groups,
  continents
numbered_steps: brew, cook, bake, build, set up, instructions for, do it yourself, tutorial,
  guide, how do i make, how to make, first then, assembly, recipe for, method, procedure, install,
  repair, change a tyre, tie a tie, shoelaces, how do you, plant a tree, first aid, wash hands,
  fold a paper plane, knit, change a bulb, write a letter, bake bread, morning routine
ending: goodbye, see you, thanks for your attention, the end, last slide, credits, outro, thank
  you, final words, questions please
function_plot: quadratic, squared, cubic, polynomial, logarithm, square root, absolute value,
  exponential function, e to the x, hyperbola, reciprocal, sketch, graph the function, curve of,
  sine graph, cosine graph, roots of a function, zeroes, absolute value graph, vertex, straight
  line y, ln, log, sqrt, sine curve, what does it look like, draw the curve, bell curve, gaussian,
  tan, graph it, parabola, root function, inverse function, polynomial graph
tangent: how steep, steepness, slope at a point, instantaneous speed, rate, derivative,
  derivatives, differentiation, touching line, steepness at one point, slope of the tangent,
  calculus slope, speed at a moment, right now, at exactly, at this moment, speedometer, how fast
  is it going, instantaneous rate, gradient of a curve, slope here
moving_tangent: steepness along a hill, slope everywhere, derivative along the curve, how the
  slope changes, sliding tangent, changing slope
secant_limit: average speed to instantaneous, limit of slopes, getting closer, h goes to zero,
  first principles, definition of derivative, delta x, limit process, average rate, closer and
  closer, zoom in on a curve, smaller and smaller interval, between two times
area_under_curve: distance from speed, area below, between curve and axis, definite integral,
  integrals, integration, antiderivative, accumulated, area under graph, fundamental theorem of
  calculus, distance travelled, velocity graph, total amount, accumulation, how much water flowed,
  work done, area between
riemann_sum: thin rectangles, approximating, sum of strips, adding slices, small rectangles,
  approximate the area, numerical integration, upper and lower sum, bars under a curve, more and
  more of them, thinner and thinner, count squares, staircase, slices
function_family: negative a, flip the parabola, role of a coefficient, what a does, how k
  stretches, change the parameter, influence of a, what does m do, parameter of a function,
  changing coefficients, transformations of graphs, family of parabolas, when m changes,
  stretching graphs, bigger k, vary, slider, what happens when a grows, effect of the coefficient,
  shift the graph, amplitude and frequency of sine
two_functions: cross, where do they meet, lines cross, equal, solve graphically, break even,
  intersection of lines, supply and demand, compare two functions, cost and income, equilibrium,
  where curves meet, simultaneous equations, two lines, phone plan, cheaper, tariff, taxi fares,
  rent or buy, gym membership, when is it worth it, overtakes, catch up, same price
parametric_curve: curve traced by, x and y over time, rose, cycloid, heart curve, lissajous,
  spiral, polar curve, epicycle, path given by t, curve from two formulas, spirograph, infinity
  sign, butterfly, flower curve, lemniscate, figure eight, wheel point, ellipse from sine, path of
  a fly
read_value: what is f of, height at x, find y for, read a graph, value of the function,
  evaluate, look up on the graph, function value
equation_steps: unknown, find x, linear equation, rearrange, step by step algebra, solve the
  equation, solve for x, isolate x, balance an equation, first degree equation, algebra steps,
  simplify, work out x, inequality, unknown number, think of a number, age puzzle, word problem,
  find the value of x, both sides
formula: famous equation, law of, energy, area of a circle, volume of, equation of, quadratic
  formula, formula for, show the formula, newton's second law, identity, ideal gas, law, ohm,
  density, newton, bmi, speed equals, euler's identity, binomial
pythagoras: long side of a triangle, squares on the sides, ladder against a wall, diagonal of a
  rectangle, diagonal, right triangle, hypotenuse, distance between two points, 3 4 5 triangle,
  legs of a triangle, right angled, blocks east, as the crow flies, tv screen size, shortcut
  across a field, how long is the ladder, distance on a grid, carpenter, square on each side
unit_circle: meaning of sine, cosine and sine, degrees and radians, sin cos tan, trigonometry,
  trig functions, trig ratios, circle of radius one, radians, sin 30, angle in a circle, trig
  values, ferris wheel height, tangent of an angle
sine_wave_origin: sine from a circle, why is sine a wave, rotating pointer, wave from rotation,
  circular motion and waves, phasor, oscillation from a circle, ferris wheel, cosine a wave,
  tides, wheel and wave, sound from rotation, alternating current
linear_map: stretch the plane, reflect, rotate by a matrix, eigenvector, matrix transformation,
  shear, rotation matrix, scaling matrix, linear algebra, basis vectors, matrix multiplication,
  determinants, transform space, 2x2, squish, flip the plane, distort, image transformation,
  computer graphics, span, rotate a square, mirror matrix
vector_sum: adding forces, two forces, boat in a river, arrows added, wind and plane, resultant,
  resulting velocity, add two vectors, components of a force, parallelogram of forces, tug of war,
  crossing a river, displacement, wind, plane off course, current, swimmer, drift, pushes, walk
  east then north, combined force, two tugboats, rope pulling, velocity addition
number_line: plus and minus, below zero, temperatures below zero, counting on, minus, integers,
  negative numbers, adding negatives, subtract on a line, count up, jumps, minus numbers, colder,
  warmer, floors of a building, elevator, basement, debt, temperature change, thermometer, steps
  forward and back, minus sign
venn: that swim and that fly, belong to two groups, both, belongs to both, even and prime, only
  one of them, common members, overlap, in common, intersection of sets, union of sets, who does
  both, set theory, both groups, neither, divisible by, or both, in both, speak english and
  french, overlap of two groups, mammals and birds, what they share, clubs
fraction: cut a pie, cut in, eat 3 of, pizza, cake, slices of cake, three quarters, one half,
  share equally, part of a whole, quarter, third of, half of a cake, fractions, numerator and
  denominator, eighths, portions, chocolate, bars, out of, ate, pieces, glass half full, pie
  pieces, share a pizza, equal parts, one third
triangle_angles: always 180, angle sum, corners of a triangle, interior angles, 180 degrees,
  angles add up, sum of the angles, isosceles, equilateral, third angle, missing angle, angles of
  a roof, triangle corner
surface: hill in space, function of x and y, saddle point, 3d graph, saddle, paraboloid, hills
  and valleys, z equals, two variables, landscape function, bowl, mountain, terrain, ripple
  surface, function of two variables, mesh, potential well
solid: pyramid, dice, prism, turning around, ball, box, platonic, cube, sphere, cone, cylinder,
  torus, donut, 3d shape, geometric solid, polyhedron, globe, spinning, rotating, three
  dimensional, bowling ball, traffic cone, can, rubik, earth model, platonic solids
growth: rabbits, double every, bacteria, chessboard and rice, virus spreads, interest, doubling,
  doubles, exponential growth, population growth, compound interest, savings, viral, bacteria
  double, moore's law, chain letter, half life, decay, rumour, spreads, tells, epidemic, pandemic,
  interest on savings, paper folding, double the grains, population, radioactive, mould, algae,
  snowball
projectile: basketball, football kick, shot, throw a stone, water jet, golf, cannonball,
  throwing, ball thrown, jump shot, angle of throw, basketball throw, trajectory, artillery, long
  jump, catapult, arrow shot, angry birds, bird, slingshot, penalty kick, soccer, javelin,
  fountain, frisbee, fireworks, how far, golf ball, free throw, bullet
free_fall: stone into a well, dropping, falling apple, skydiver, how fast does it fall, dropping
  a stone, falling objects, gravity on earth, drop from a tower, acceleration due to gravity,
  galileo, parachute, feather, hammer, vacuum, apple, newton's apple, cat falling, elevator
  falling, skydiving, parachutist, falls faster, heavy and light
pendulum: clock, grandfather clock, swing on a playground, back and forth, swinging, swing,
  metronome, foucault, oscillate, wrecking ball, kid on a swing, playground, hypnosis, chandelier,
  swing period, clockwork
spring: bouncing weight, bungee, trampoline, shock absorber, slinky, hooke, elastic, harmonic
  oscillator, bouncing up and down, mass and spring, vibration, suspension, mattress, rubber band,
  pogo, car shock, springs, stretch
wave: sound waves, water waves, rope, radio, light as a wave, wavelength, frequency, amplitude,
  sound, light wave, ripple, water wave, transverse, radio waves, seismic, ripples, guitar string,
  tsunami, stadium wave, earthquake, wifi, vibrating string, sound travels, echo
interference: noise cancelling, two stones in a pond, double slit, cancel each other,
  superposition, waves overlap, beats, cancelling waves, standing wave, constructive and
  destructive, noise cancelling headphones, two speakers, same tone, oil film, soap bubble,
  ripples meet, two slits, silence from noise, tuning
orbit: moon around the earth, planets move, comet, ellipse, year of a planet, moon around,
  planet around the sun, satellite, kepler, solar system, earth around the sun, revolution,
  gravity and planets, satellites, space station, gps satellite, mars, why doesn't the moon fall,
  eclipse, halley, gravity keeps
inclined_plane: box on a ramp, sliding down, sledge, skier, hill and gravity, slope forces,
  friction on a slope, ramp, sled on a hill, skiing physics, car on a hill, normal force, icy
  hill, truck, wheelchair, roller coaster start, slide, skateboard, piano up a ramp, snow, steep
  street
lens: magnifying glass, eye, camera, telescope, focal point, glasses, eyeglasses, focus light,
  focal length, refraction, optics, convex, magnifier, microscope, camera focus, sharp picture,
  short sighted, projector, binoculars, contact lenses, light rays bend, burning glass
field: magnet, around a charge, wind map, gravity field, current of a river, magnetic, electric,
  flow map, magnet lines, force field, compass needles, charges, wind, iron filings, bar magnet,
  compass, static electricity, gravity around earth, weather map, hurricane, ocean currents, sink
  and source
bubble_sort: sort numbers, put in order, ascending, cards in order, sort a list, sorting
  algorithm, swap neighbours, sort step by step, order numbers, insertion sort, ascending order,
  quicksort, merge sort, low to high, smallest to largest, alphabetical order, line up by height,
  arrange cards, tidy a bookshelf, sort people
binary_search: phone book, dictionary, half each time, guess the number, halving, guess a
  number, search a sorted list, divide in half, higher or lower, logarithmic search, dictionary
  fast, find a word, number guessing, telephone book, search fast, twenty questions, eliminate
  half
linear_search: one by one, look through, is it in the list, check each, find the key, look one
  after another, sequential search, scan a list, search an unsorted list, where are my keys, every
  pocket, checking every, look at each item, search drawers, unsorted
graph_walk: google maps, finds a way, sat nav, find the way, network, maze, route, friends of
  friends, map of cities, neighbours, shortest route, breadth first, depth first, navigation,
  dijkstra, social network, traverse, find a path, nodes and edges, maze solving, subway, metro,
  stops, gps, roads, flight connections, fewest, city map, ant, web crawler, spread through a
  network, six degrees
tree: family, inorder, preorder, folders, branches, tournament, family tree, hierarchy, binary
  tree, org chart, ancestors, grandparents, file system, classification, decision tree, search
  tree, company, boss, teams, biological classification, taxonomy, genealogy, website structure,
  tournament bracket, directory, phylogenetic
stack: plates, undo, brackets, pile, browser back, last in first out, lifo, push and pop, undo
  button, call stack, stack of plates, books, pile of books, pancakes, top one first, parentheses,
  trays, function calls
linked_list: train of nodes, points to the next, train wagons, pointers, next node, chain of
  nodes, nodes with pointers, list of nodes, playlist, treasure hunt, each knows the next, chain,
  train, next song, scavenger hunt, pointer
code: hello world, program in, script, source, for loop, variable, python, javascript, snippet,
  function in python, show the code, fibonacci code, recursion code, for loop in, java, rust, c++,
  html, sql, print, loop, program that, coding, function that returns, if else, algorithm in code
neural_network: how ai works, brain cells, inside a neural net, machine thinks, neurons,
  perceptron, deep learning, layers of neurons, artificial intelligence, machine learning model,
  chatgpt, image recognition, weights, ai brain, layers of an ai, chat bot, self driving,
  recognises, digits recognition, hidden layer, transformer, large language model
gradient_descent: error smaller, making the error smaller, teaching a computer, rolling
  downhill, how machines learn, lowest point, valley, learning rate, minimise the error, rolling
  down, optimisation, error hill, loss function, training a model, steepest descent, fog, bottom
  of a valley, hill in the fog, finding the minimum, step size, ai learns, hiker, descend
linear_regression: fit a line, data points, trend, prediction, relation between, trend line,
  best fit, scatter plot, correlation, least squares, line through data, predict, data cloud,
  study time, grades, house prices, height and weight, ice cream and temperature, straight line
  through points, forecast, does more, relationship between
confusion_matrix: spam filter, medical test, right and wrong predictions, false positives, true
  positive, false positive, false alarm, accuracy, precision and recall, diagnosis, test results,
  classifier errors, spam, cancer test, covid test, positive and negative, sick and healthy, hit
  and miss, fire alarm, airport scanner, sensitivity
training_curve: loss goes down, error per epoch, learning progress, train loss, validation loss,
  epochs, accuracy over epochs, overfitting, error per round, after each epoch, model accuracy,
  learning over time, training progress, loss per step, gets better with training
"""
# A line that is set in belongs to the one above it.
_LINES = _ASKED.strip().replace("\n  ", " ").splitlines()
ASKED = MappingProxyType(
    {
        name: tuple(phrase.strip() for phrase in phrases.split(","))
        for name, _, phrases in (line.partition(":") for line in _LINES)
    }
)
