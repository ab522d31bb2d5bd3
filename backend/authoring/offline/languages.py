"""The commonest words of German, Spanish and French wishes and prompts, in English.

Only words that are no English ones are here, so an English sentence is never changed.
"""

import re

_SAID = """
bitte | por favor = please
s'il vous plaît | s'il te plaît = please
langsamer | más lento | mas lento | más despacio | plus lentement | plus lent = slower
schneller | más rápido | mas rapido | plus vite | plus rapide = faster
zu schnell | demasiado rápido | trop vite | trop rapide = too fast
zu langsam | demasiado lento | trop lent = too slow
größer | groesser | más grande | mas grande | plus grand | plus grande = bigger
kleiner | más pequeño | plus petit | plus petite = smaller
dicker | más grueso | plus épais = thicker
dünner | más fino | plus fin = thinner
rot | rote | roten | rojo | roja | rouge = red
blau | blaue | azul | bleu | bleue = blue
grün | grüne | verde | vert | verte = green
gelb | gelbe | amarillo | amarilla | jaune = yellow
schwarz | negro | negra | noir | noire = black
weiß | weiss | weiße | weißer | blanco | blanca | blanc | blanche = white
lila | morado | morada | violeta | violett = purple
rosa = pink
grau | graue | gris = grey
der hintergrund | hintergrund | el fondo | fondo | le fond | l'arrière-plan = background
der titel | den titel | die überschrift | überschrift | titel = title
el título | título | titulo = title
le titre | titre = title
die kurve | kurve | la curva | curva | la courbe | courbe = the curve
die achsen | achsen | los ejes | ejes | les axes = the axes
die punkte | punkte | los puntos | puntos = the points
das dreieck | dreieck | el triángulo | triángulo | le triangle = the triangle
die formel | formel | la fórmula | fórmula | la formule | formule = the formula
die balken | balken | las barras | barras | les barres | barres = the bars
entferne | lösche | entfernen | löschen | elimina | quita | borra | supprime | enlève = remove
mach | mache | haz | pon | rends | mets = make
ändere | aendere | cambia | remplace | ersetze | reemplaza = change
füge hinzu | hinzufügen | añade | agrega | ajoute = add
warte | espera | attends = wait
sekunden | segundos | secondes = seconds
am ende | al final | à la fin = at the end
nach links | a la izquierda | à gauche = to the left
nach rechts | a la derecha | à droite = to the right
nach oben | arriba | en haut = to the top
nach unten | abajo | en bas = to the bottom
satz des pythagoras | teorema de pitágoras | théorème de pythagore = pythagorean theorem
ableitung | la derivada | derivada | dérivée = derivative
la integral | intégrale = integral
bruch | bruchrechnen | brüche | fracción | fracciones = fraction
ecuación | gleichung | gleichungen | équation = equation
paso a paso | schritt für schritt | étape par étape = step by step
gráfica de | grafica de | courbe de = graph of
dreieck | triángulo = triangle
kreislauf | ciclo = cycle
wahrscheinlichkeit | probabilidad | probabilité = probability
geschichte | historia de | histoire = history of
vergleich | comparación | comparaison | unterschied zwischen = comparison
schwerkraft | gravedad | gravité = gravity
freier fall | caída libre | chute libre = free fall
pendel | péndulo = pendulum
welle | wellen | onda | ondas = wave
umlaufbahn | órbita = orbit
sortieren | ordenar | trier = sort
negative zahlen | números negativos | nombres négatifs = negative numbers
neuronales netz | red neuronal | réseau de neurones = neural network
vektoren | vectores | vecteurs = vectors
matriz | matrice = matrix
wachstum | crecimiento | croissance = growth
was ist | qué es | que es | qu'est-ce que = what is
erkläre | erklären | explica | explique = explain
zeichne | dibuja | dessine = draw
"""
_WORDS = {
    word.strip(): meaning.strip()
    for line in _SAID.strip().splitlines()
    for words, _, meaning in [line.partition(" = ")]
    for word in words.split("|")
}
_ANY = re.compile(
    rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(_WORDS, key=len, reverse=True)))})(?!\w)",
    re.IGNORECASE,
)


def in_english(text: str) -> str:
    """The text with the words of other languages that are known put into English."""
    return _ANY.sub(lambda found: _WORDS[found.group().lower()], text)
