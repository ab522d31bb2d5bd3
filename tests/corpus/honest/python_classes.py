from manim import *
class ClassesInPython(Scene):
    def construct(self):
        code = '''
class Dog:
    def __init__(self, name):
        self.name = name

    def __str__(self):
        return f"Dog({self.name})"

    def __repr__(self):
        return self.__str__()

if __name__ == "__main__":
    print(Dog("Rex"))
'''
        listing = Code(code_string=code, language="python")
        self.play(Create(listing))
        self.wait(2)
