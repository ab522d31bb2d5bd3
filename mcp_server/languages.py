"""The commonest words of German, Spanish and French questions, in the words that pages use.

Accents are written as they are spoken of in `words.py`: without their marks. Only words that are no
English ones are here. A question in another language finds its page by the few words that matter.
"""

_SAID = """
kreis kreise circulo circulos cercle cercles = circle
quadrat cuadrado carre = square
rechteck rectangulo = rectangle
dreieck triangulo = triangle
linie linea ligne = line
pfeil pfeile flecha flechas fleche fleches = arrow
punkt punto = dot
wurfel cubo = cube
kugel esfera = sphere
farbe farben faerben einfarben colorear couleur = recolor color
rot rojo roja rouge = red color
blau azul bleu = blue color
grun verde vert gelb amarillo jaune = color
hintergrund fondo arriere = background
texto texte schrift = text
wort palabra = word
titel titulo titre uberschrift = title
formel formule gleichung ecuacion = formula
bild imagen = image
tabelle tabla = table
achse achsen ejes eje = axis
beschriften beschriftung etiqueta etiquette = label
funktion funcion fonction kurve curva courbe = plot function
flache flaeche superficie = area
kamera camara = camera
drehen rotieren girar rotar tourner = rotate
verschieben bewegen mover deplacer bouger = move
oben arriba = top up
unten abajo = bottom
vergrossern groser grosser agrandar agrandir = bigger scale
verkleinern reducir reduire = smaller scale
zeichnen dibujar dessiner = draw
anzeigen zeigen mostrar afficher montrer = show
loschen entfernen borrar eliminar supprimer effacer = remove clear
verbinden conectar connecter relier = connect
warten pausieren pausar esperar attendre = pause wait
schneller rapido vite langsamer lento lentement geschwindigkeit velocidad vitesse = speed
gleichzeitig simultaneo = together
nacheinander = one after another
zahl zahlen numero = number
contar compter = count
fullen rellenar remplir = fill
gestrichelt punteado pointille = dashed
buchstabe letra lettre = letter
"""
ENGLISH: dict[str, str] = {}
for _line in _SAID.strip().splitlines():
    _words, _, _meaning = _line.partition(" = ")
    for _word in _words.split():
        ENGLISH.setdefault(_word, _meaning)
