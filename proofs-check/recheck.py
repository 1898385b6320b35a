#!/usr/bin/env python3
"""Proves certificates of `rigor prove` again: python3 proofs-check/recheck.py [--quiet] FILE...

Nothing of Rigor is used, only Python's standard library. docs/certificates.md says what a
certificate is and what each rule demands; this is a second reading of that page.
recheck_numbers.py has the intervals, recheck_terms.py terms and their ranges, recheck_forms.py
identities.

What the proof of an atom shows is: *where its term is defined* on the box, the relation holds.
That the terms of the formula are defined is shown where it is put together (`follow`).
"""
import hashlib
import re
import sys
import time
from collections import namedtuple
from fractions import Fraction

from recheck_forms import Forms
from recheck_numbers import INF, O, ONE, Rejected, arithmetic, demand
from recheck_terms import (FUNCTIONS, NEGATIVE, POSITIVE, RELATIONS, TWO_OPERANDS, ZERO, Ranges,
                           Side, Terms, mirrored, shows, signs, with_side)

SURE = (60, 300)  # the digits of "128 bits"
getattr(sys, "set_int_max_str_digits", int)(0)  # Python 3.11 refuses numbers of 4300 digits


def precisions(bits):
    """Digits to try: more than the certificate asks for, and then some."""
    start = max(36, bits * 3 // 10 + 20)
    return [start] + [d for d in (120, 500) if d > start]


def rational(word):
    demand(re.fullmatch(r"-?(0|[1-9][0-9]*)(/[1-9][0-9]*)?", word) and len(word) <= 45000,
           "expected a rational number, not '%s'" % word[:40])
    return Fraction(word)


def natural(word, limit=10 ** 7, least=0):
    demand(re.fullmatch(r"0|[1-9][0-9]{0,7}", word) and least <= int(word) <= limit,
           "expected a whole number from %d to %d, not '%s'" % (least, limit, word[:40]))
    return int(word)


def one_of(words):
    def read(word):
        demand(word in words.split(), "expected one of %s, not '%s'" % (words, word[:40]))
        return word
    return read


# What the nodes above have done to the variables: chosen terms {variable: term}, masks of the
# variables that were split and of those that `root` has solved, and the equations of the latter;
# `cache` has the terms with the chosen ones put in.
Context = namedtuple("Context", "chosen divided solved equations cache")

# To show `term relation 0` on the box, at the points where `given` (term, relation), if any,
# holds. `node` is (box, context, proved) of the `atoms` node, with what it has proved so far:
# [(term, relation, given)].
Goal = namedtuple("Goal", "node term relation box given")


class Checker:
    """Reads a certificate line by line and proves it with a stack of goals."""

    def __init__(self, text):
        self.text, self.lines, self.at, self.leaves = text, text.split("\n"), 0, 0
        self.terms = Terms()
        self.forms = Forms(self.terms)

    # -- reading

    def words(self, *first):
        """The words of the next line that is no comment; its first word is one of these."""
        line = "#"
        while line.startswith("#"):
            demand(self.at < len(self.lines) - 1, "the file ends here")
            line = self.lines[self.at]
            self.at += 1
        words = [w for w in line.split(" ") if w]
        demand(words and (words[0] == "statement" or (line.isascii() and line.isprintable())),
               "an empty line, or characters other than printable ASCII")
        demand(not first or words[0] in first, "expected '%s'" % "' or '".join(first))
        return words

    def read(self, words, *kinds):
        demand(len(words) == len(kinds), "expected %d words, not %d" % (len(kinds), len(words)))
        return [kind(word) for kind, word in zip(kinds, words)]

    def count(self, name, limit=10 ** 7):
        return self.read(self.words(name), str, lambda w: natural(w, limit))[1]

    def check(self):
        end = self.text[:-1].rfind("\n") + 1
        self.at = len(self.lines) - 1
        digest = hashlib.sha256(self.text[:end].encode()).hexdigest()
        demand(self.text[end:] == "end %s\n" % digest,
               "the last line is not 'end' with the digest of the lines before it")
        self.at = 0
        demand(self.words() == ["rigor-certificate/1"], "expected 'rigor-certificate/1'")
        _, verdict = self.read(self.words("verdict"), str, one_of("verified violated"))
        self.words("statement")
        self.quantifiers, self.named, self.formula, sides = [], [], [], []
        for _ in range(self.count("variables", 1000)):
            quantifier, kind, low, high = self.read(self.words("forall", "exists"), str,
                                                    one_of("real integer"), str, str)
            demand(low[0] in "[(" and high[-1] in ")]", "expected brackets around the range")
            side = Side(None if low[1:] == "-oo" else rational(low[1:]),
                        None if high[:-1] == "oo" else rational(high[:-1]),
                        low[0] == "(", high[-1] == ")", kind == "integer")
            demand(quantifier == "forall" or not side.empty, "no value exists in this range")
            self.quantifiers.append(quantifier)
            sides.append(side)
        for _ in range(self.count("terms")):
            self.named.append(self.read_term(*self.words()))
        for i in range(self.count("formula")):
            words = self.words("atom", "and", "or")
            self.formula.append(
                self.read(words, str, self.operand, one_of("> >= = !="), one_of("0"))
                if words[0] == "atom" else
                words[:1] + [natural(w, i - 1) for w in words[1:]])
            demand(len(words) > 2, "expected at least two nodes")
        demand(self.formula and self.words("proof") == ["proof"], "expected a formula, and 'proof'")
        self.stack = [(self.prove_formula, tuple(sides), Context({}, 0, 0, (), {}))]
        while self.stack:
            prove, *goal = self.stack.pop()
            prove(*goal)
        demand(self.words("end") and self.at == len(self.lines) - 1, "text after the proof")
        return verdict

    def read_term(self, op, *arguments):
        kinds = {"num": [rational], "pi": [], "var": [self.variable],
                 "pow": [self.operand, lambda w: natural(w, 10 ** 6, 2)],
                 "root": [self.operand, lambda w: natural(w, 1000, 2)]}.get(
                     op, [self.operand] * ((op in FUNCTIONS) + 2 * (op in TWO_OPERANDS)))
        demand(op == "pi" or kinds, "unknown operation '%s'" % op[:40])
        return self.terms.make(op, *self.read(arguments, *kinds))

    def variable(self, word):
        return natural(word, len(self.quantifiers) - 1)

    def operand(self, word):
        return self.named[natural(word, len(self.named) - 1)]

    def meant(self, t, context):
        """The term with the chosen terms in the place of their variables."""
        if context.chosen and t not in context.cache:
            context.cache[t] = self.terms.replace(t, {
                self.terms.make("var", v): by for v, by in context.chosen.items()})
        return context.cache[t] if context.chosen else t

    # -- formula goals

    def prove_formula(self, box, context):
        rule, *words = self.words("empty", "split", "choose", "atoms", "root")
        demand((rule == "empty") == any(side.empty for side in box),
               "'empty' where the box has a point, or another rule where it has none")
        free = [v for v, q in enumerate(self.quantifiers) if q == "exists" and
                v not in context.chosen and not context.solved >> v & 1]
        if rule == "empty":
            self.read(words)
            self.leaves += 1
        elif rule == "split":
            v, *halves = self.halves(box, *self.read(words, self.variable, rational, str))
            demand(v not in free and v not in context.chosen, "an exists variable can't be split")
            context = context._replace(divided=context.divided | 1 << v)
            self.stack += [(self.prove_formula, half, context) for half in halves[::-1]]
        elif rule == "choose":
            v, t = self.read(words, self.variable, self.operand)
            demand(v in free, "not an exists variable that is still free")
            t = self.choose(v, self.meant(t, context), box, context)
            self.stack.append((self.prove_formula, box, context._replace(
                chosen={**context.chosen, v: t}, cache={})))
        elif rule == "atoms":
            count, = self.read(words, lambda w: natural(w, 10 ** 5))
            demand(not free, "an exists variable is not chosen")
            node = box, context, []
            self.stack += [(self.follow, node, self.at)] + [(self.prove_atom, node)] * count
        else:
            self.stack.append((self.prove_formula, *self.find_root(words, box, context, free)))

    def halves(self, box, v, c, owner):
        side = box[v]
        demand(Side(c, c).within(side.real()),
               "the point of the split lies outside the side")
        one_of("both left right")(owner)
        if side.integer:
            c = Fraction(c.__floor__())
            parts = Side(side.low, c, integer=True), Side(c + 1, side.high, integer=True)
        else:
            parts = Side(side.low, c, side.low_open, owner == "right"), \
                Side(c, side.high, owner == "left", side.high_open)
        return v, with_side(box, v, parts[0]), with_side(box, v, parts[1])

    def choose(self, v, t, box, context):
        demand(all(self.quantifiers[i] == "forall" and i < v for i in self.terms.variables(t)),
               "the term has other variables than the forall variables before it")
        demand(not context.divided >> v, "a later variable was split before")
        side, (op, q, _) = box[v], self.terms.nodes[t]
        if op == "num":
            demand(Side(q, q).within(side), "the number is not in the range")
            return t
        demand(not side.integer, "an integer variable needs a number")
        self.demand_guards([t], box)
        for end, sign, is_open in (side.low, 1, side.low_open), (side.high, -1, side.high_open):
            if end is not None and not (op == "var" and box[q].within(side)):
                gap = self.terms.make("sub", *(t, self.terms.number(end))[::sign])
                demand(self.shown(gap, ">" if is_open else ">=", box),
                       "the term may leave the range")
        return t

    def find_root(self, words, box, context, free):
        """Krawczyk's operator K = c - A f(c) + (E - A J)(X - c) maps X into its interior: for each
        value of the other variables f has one zero in X."""
        n = natural(words[0] if words else "", 20, 1)
        numbers = self.read(words[1:], *[self.variable] * n, lambda w: natural(w, 1 << 16, 53),
                            *[rational] * (2 * n))
        solved, bits, ends = numbers[:n], numbers[n], numbers[n + 1:]
        for v, low, high in zip(solved, ends[::2], ends[1::2]):
            demand(v in free and solved.count(v) == 1, "not exists variables that are still free")
            demand(low < high and not box[v].integer and Side(low, high).within(box[v]),
                   "the small box leaves the range")
            box = with_side(box, v, Side(low, high))
        equations = [self.meant(self.read(self.words("atom"), str, self.operand, one_of("="))[1],
                                context) for _ in solved]
        later = [i for i in range(len(box)) if i not in solved and (i > min(solved) or i in free)]
        demand(not any(context.divided >> i & 1 for i in later),
               "a later variable was split before")
        demand(not any(self.terms.masks[f] >> i & 1 for f in equations for i in later),
               "the solution would depend on a later variable")
        self.demand_guards(equations, box)
        demand(any(self.krawczyk(equations, solved, box, arithmetic(d)) for d in precisions(bits)),
               "Krawczyk's operator leaves the small box")
        return box, context._replace(
            solved=context.solved | sum(1 << v for v in solved),
            equations=context.equations + tuple((f, "=", None) for f in equations))

    def krawczyk(self, equations, solved, box, ar):
        ranges, n = Ranges(self.terms, box, ar), len(solved)
        centre = self.centre(box, solved)
        if not all(ranges.regular(f, True) for f in equations):
            return False
        jacobian = [ranges.derivatives([self.terms.derivative(f, v) for v in solved])
                    for f in equations]
        at_centre = [Ranges(self.terms, centre, ar)(f)[0] for f in equations]
        if any(abs(end) == INF for row in jacobian + [at_centre] for x in row for end in x):
            return False
        inverse = inverse_matrix([[Fraction(ar.up.add(*x)) / 2 for x in row] for row in jacobian])
        radii = [(box[v].high - box[v].low) / 2 for v in solved]
        for i in range(n if inverse else 0):
            image, row = (O, O), [ar.rational(Fraction(y)) for y in inverse[i]]
            for j, radius in enumerate(map(ar.rational, radii)):
                image = ar.sub(image, ar.mul(row[j], at_centre[j]))
                entry = (ONE, ONE) if i == j else (O, O)
                for k in range(n):
                    entry = ar.sub(entry, ar.mul(row[k], jacobian[k][j]))
                image = ar.add(image, ar.mul(entry, (-radius[1], radius[1])))
            if not -radii[i] < Fraction(image[0]) <= Fraction(image[1]) < radii[i]:
                return False
        return inverse is not None

    @staticmethod
    def centre(box, variables):
        for v in variables:
            middle = (box[v].low + box[v].high) / 2
            box = with_side(box, v, Side(middle, middle))
        return box

    # -- what guards and atoms give

    def key(self, t, relation):
        """(key, mask of the signs that the relation leaves); terms that differ by a sign have the
        same key."""
        mask = RELATIONS[relation] if isinstance(relation, str) else relation
        while self.terms.nodes[t][0] == "neg":
            t, mask = self.terms.nodes[t][1], mirrored(mask)
        op, a, b = self.terms.nodes[t]
        if op == "sub" and a > b:
            mask = mirrored(mask)
        return ((op, min(a, b), max(a, b)) if op in ("add", "mul", "sub") else t), mask

    def learn(self, known, t, relation):
        key, mask = self.key(t, relation)
        known[key] = known.get(key, 7) & mask

    def knows(self, known, t, relation):
        key, mask = self.key(t, relation)
        return not known.get(key, 7) & ~mask

    def shown(self, t, relation, box):
        """By interval evaluation at 128 bits or more."""
        for digits in SURE:
            r, nonzero = Ranges(self.terms, box, arithmetic(digits))(t)
            if r is not None and shows(r, relation, nonzero):
                return True
        return False

    def demand_guards(self, terms, box, node=None, excused=()):
        """The guards of the terms hold on the box: by evaluation, by atoms that the node has
        proved, if the box lies in the node's, or as guards of the excused terms."""
        known = {}
        if node and all(x.within(y) for x, y in zip(box, node[0])):
            for t, relation, given in node[2]:
                if given is None:
                    self.learn(known, t, relation)
        for t in excused:
            for guard in self.terms.guards(t):
                self.learn(known, *guard)
        for t in terms:
            for guard, relation in self.terms.guards(t):
                demand(self.knows(known, guard, relation) or self.shown(guard, relation, box),
                       "a term may be undefined here")

    def demand_regular(self, goal, box, smooth=False, along=-1, hull=False):
        """The goal's term is continuous (smooth) on the real box, and defined. Atoms count as
        guards only where no integer variable leaves gaps between its points."""
        gaps = any(goal.node[0][v].integer and not goal.node[0][v].thin
                   for v in self.terms.variables(goal.term))
        self.demand_guards([goal.term], box, None if gaps or hull else goal.node)
        demand(any(Ranges(self.terms, box, arithmetic(d)).regular(goal.term, smooth, along)
                   for d in SURE), "the term may not be regular here")

    def prove_atom(self, node):
        words = self.words("atom")
        kinds = [str, self.operand, one_of("> >= = !=")]
        if len(words) > 3:
            kinds += [one_of("given"), self.operand, one_of("> >= = < <=")]
        _, t, relation, *given = self.read(words, *kinds)
        t = self.meant(t, node[1])
        given = (self.meant(given[1], node[1]), given[2]) if given else None
        self.stack += [(node[2].append, (t, relation, given)),
                       (self.prove_goal, Goal(node, t, relation, node[0], given))]

    def follow(self, node, line):
        """The formula follows from the atoms."""
        here, self.at, self.steps, self.guarded = self.at, line, 0, {}
        demand(self.holds(len(self.formula) - 1, self.closed({}, node), node, 0),
               "the formula does not follow from the atoms")
        self.at = here

    def closed(self, known, node):
        """With all signs that the node's atoms give."""
        known, waiting = dict(known), list(node[1].equations) + node[2]
        while True:
            usable = [x for x in waiting if x[2] is None or
                      (self.knows(known, *x[2]) and self.defined(x[2][0], known, node[0]))]
            if not usable:
                return known
            for t, relation, _ in usable:
                self.learn(known, t, relation)
            waiting = [x for x in waiting if x not in usable]

    def defined(self, t, known, box):
        for guard in self.terms.guards(t):
            if not self.knows(known, *guard):
                if guard not in self.guarded:
                    self.guarded[guard] = self.shown(*guard, box)
                if not self.guarded[guard]:
                    return False
        return True

    def holds(self, i, known, node, depth):
        self.steps += 1
        demand(depth < 100 and self.steps < 20000, "the formula is too deep or too large")
        what, *parts = self.formula[i]
        if what == "atom":
            t = self.meant(parts[0], node[1])
            return self.defined(t, known, node[0]) and self.knows(known, t, parts[1])
        if what == "and":
            return all(self.holds(j, known, node, depth + 1) for j in parts)
        while any(self.formula[j][0] == "or" for j in parts):
            parts = [k for j in parts for k in (self.formula[j][1:] if self.formula[j][0] == "or"
                                                else [j])]
            demand(len(parts) < 10000, "the formula is too large")
        if any(self.holds(j, known, node, depth + 1) for j in parts):
            return True
        others = [[k for k in parts if k != j] for j in parts]
        return any(self.holds(j, self.otherwise(rest, known, node), node, depth + 1)
                   for j, rest in zip(parts, others))

    def otherwise(self, parts, known, node):
        """What is known where these parts fail that are atoms: one after the other, each where its
        guards hold."""
        known = dict(known)
        atoms = [(self.meant(t, node[1]), r) for what, t, r, *_ in
                 (self.formula[k] for k in parts if self.formula[k][0] == "atom")]
        while True:
            usable = [x for x in atoms if self.defined(x[0], known, node[0])]
            if not usable:
                return known
            for t, relation in usable:
                self.learn(known, t, 7 & ~RELATIONS[relation])
            known = self.closed(known, node)
            atoms = [x for x in atoms if x not in usable]

    # -- atom goals: each rule gives the goals of its children; a leaf gives None

    def prove_goal(self, goal):
        rule, *words = self.words()
        demand(rule in self.RULES, "no rule '%s' for an atom" % rule[:40])
        demand((rule == "empty") == any(side.empty for side in goal.box),
               "'empty' where the box has a point, or another rule where it has none")
        kinds, method, relations = self.RULES[rule]
        demand(goal.relation in relations.split(), "not a rule for this relation")
        if rule == "zero":
            kinds = "nn" + "vt" * (len(words) // 2 - 1)
        read = {"v": self.variable, "q": rational, "t": lambda w: self.meant(self.operand(w),
                                                                            goal.node[1]),
                "b": lambda w: precisions(natural(w, 1 << 16, 53)), "e": one_of("lower upper"),
                "u": lambda w: None if w == "oo" else rational(w),
                "n": lambda w: natural(w, 60, 1), "w": str,
                "f": one_of("exp log sinh tanh atan erf asin")}
        children = method(self, goal, *self.read(words, *[read[k] for k in kinds]))
        self.leaves += children is None
        self.stack += [(self.prove_goal, child) for child in (children or ())[::-1]]

    def empty(self, goal):
        return None

    def split(self, goal, v, c, owner):
        v, *halves = self.halves(goal.box, v, c, owner)
        demand(self.quantifiers[v] == "forall" or goal.node[1].solved >> v & 1,
               "an exists variable can't be split")
        return [goal._replace(box=half) for half in halves]

    def interval(self, goal, digits):
        demand(any(shows(r, goal.relation, nonzero) for r, nonzero in (
            Ranges(self.terms, goal.box, arithmetic(d))(goal.term) for d in digits)),
            "the range does not show it")

    def mean(self, goal, digits, second=False):
        """T(c) + T'(X) (X - c), or T(c) + T'(c) (X - c) + T''(X) (X - c)^2/2."""
        self.demand_regular(goal, goal.box, smooth=second)
        t, box, terms = goal.term, goal.box, self.terms
        variables = terms.variables(t)
        demand(all(box[v].bounded for v in variables), "an infinite side")
        centre = self.centre(box, variables)
        pairs = [(i, j) for i in variables for j in variables if j <= i] if second else []
        for ar in map(arithmetic, digits):
            on_box, at_centre = Ranges(terms, box, ar), Ranges(terms, centre, ar)
            on_box(t)
            total = at_centre(t)[0]
            if total is None:
                continue
            radii = {v: ar.rational((box[v].high - box[v].low) / 2)[1] for v in variables}
            slopes = (at_centre if second else on_box).derivatives(
                [terms.derivative(t, i) for i in variables])
            for i, slope in zip(variables, slopes):
                total = ar.add(total, ar.mul(slope, (-radii[i], radii[i])))
            curvatures = on_box.derivatives([terms.derivative2(t, i, j) for i, j in pairs])
            for (i, j), curvature in zip(pairs, curvatures):
                r = ar.up.multiply(radii[i], radii[j])
                d = ar.mul(curvature, (O if i == j else -r, r))
                total = ar.add(total, ar.over(d, 2) if i == j else d)
            if shows(total, goal.relation):
                return None
        raise Rejected("the centred form does not show it")

    def taylor(self, goal, digits):
        return self.mean(goal, digits, True)

    def face_of(self, goal, v, end):
        """(the box with that side closed at the end, whether it was open, the goal on the face).
        The condition of a goal holds on the face too if it does not depend on v."""
        side = goal.box[v]
        bound, is_open = (side.low, side.low_open) if end == "lower" else \
            (side.high, side.high_open)
        demand(bound is not None, "the side is infinite there")
        closed = Side(side.low, side.high, side.low_open and end == "upper",
                      side.high_open and end == "lower")
        given = goal.given if goal.given and not self.terms.masks[goal.given[0]] >> v & 1 else None
        return with_side(goal.box, v, closed), is_open, goal._replace(
            relation=">=" if is_open else goal.relation, given=given,
            box=with_side(goal.box, v, Side(bound, bound)))

    def face(self, goal, v, end, digits):
        closed, is_open, child = self.face_of(goal, v, end)
        self.demand_regular(goal, closed)
        strict = is_open and goal.relation == ">"
        self.demand_sign(goal, closed, self.terms.derivative(goal.term, v), digits,
                         (">" if strict else ">=") if end == "lower" else "<" if strict else "<=")
        return [child]

    def demand_sign(self, goal, box, derivative, digits, relation):
        for ar in map(arithmetic, digits):
            ranges = Ranges(self.terms, box, ar)
            ranges(goal.term)
            if shows(ranges.derivatives([derivative])[0], relation):
                return
        raise Rejected("a derivative may have another sign")

    def ends(self, goal, v, digits):
        """A concave function is least at an end."""
        _, low_open, low = self.face_of(goal, v, "lower")
        _, high_open, high = self.face_of(goal, v, "upper")
        side = goal.box[v]
        self.demand_regular(goal, with_side(goal.box, v, Side(side.low, side.high)))
        if not side.thin:
            inside = with_side(goal.box, v, side.opened())
            demand(any(Ranges(self.terms, inside, arithmetic(d)).regular(goal.term, True, 1 << v)
                       for d in SURE), "the term may not be smooth here")
            strict = goal.relation == ">" and low_open and high_open
            self.demand_sign(goal, inside, self.terms.derivative2(goal.term, v, v), digits,
                             "<" if strict else "<=")
        return [low, high]

    def demand_identical(self, a, b, box):
        """By their normal forms, the variables replaced that have one value on the box."""
        a, b = (self.at_thin_sides(t, box) for t in (a, b))
        demand(self.forms.identical(a, b), "terms are not identical by their normal forms")

    def at_thin_sides(self, t, box, but=None):
        return self.terms.replace(t, {
            self.terms.make("var", v): self.terms.number(box[v].low)
            for v in self.terms.variables(t) if box[v].thin and v != but})

    def multiply(self, goal, d, n):
        self.demand_guards([d, n], goal.box, goal.node, [goal.term])
        self.demand_identical(self.terms.make("mul", goal.term, d), n, goal.box)
        return [goal._replace(term=d, relation=">"), goal._replace(term=n)]

    def combine(self, goal, l, r):
        demand(goal.given and goal.given[1] != "=", "no inequality is given")
        u, relation = goal.given
        self.demand_guards([l, r], goal.box, goal.node, [goal.term, u])
        w = self.terms.make("neg", u) if relation in ("<", "<=") else u
        self.demand_identical(goal.term, self.terms.make("add", self.terms.make("mul", l, w), r),
                              goal.box)
        rest = goal._replace(term=r, given=None)
        return [rest._replace(term=l, relation=">="), rest]

    def demand_slope(self, goal, v, s, upwards):
        """s is the derivative (downwards: minus it) of the goal's term, and defined inside."""
        if not goal.box[v].thin:
            inside = with_side(goal.box, v, goal.box[v].opened())
            self.demand_guards([s], inside, goal.node, [goal.term])
        d = self.terms.derivative(self.terms.by_abs(self.at_thin_sides(goal.term, goal.box, v)), v)
        d = self.terms.number(0) if d is None else d
        self.demand_identical(d if upwards else self.terms.make("neg", d), s, goal.box)

    def slope(self, goal, v, end, s):
        closed, is_open, child = self.face_of(goal, v, end)
        self.demand_regular(goal, closed)
        self.demand_slope(goal, v, s, end == "lower")
        strict = is_open and goal.relation == ">"
        return [child, goal._replace(term=s, relation=">" if strict else ">=", given=None,
                                     box=with_side(goal.box, v, goal.box[v].real()))]

    def limit(self, goal, v, end, s):
        box, t = with_side(goal.box, v, goal.box[v].real()), goal.term
        demand((box[v].high if end == "upper" else box[v].low) is None, "the side is finite there")
        demand(self.terms.variables(t) in ([], [v]), "the term has other variables")
        self.demand_regular(goal, box)
        self.demand_slope(goal, v, s, end == "lower")
        if end == "lower":
            x = self.terms.make("var", v)
            t = self.terms.replace(t, {x: self.terms.make("neg", x)})
        self.forms.work = 0
        demand(self.forms.limit_at_least_zero(self.forms.of(t), v, arithmetic(SURE[0])),
               "the limit may be negative")
        return [goal._replace(term=s, box=box, given=None)]

    def order(self, goal, v, w, a, b):
        """One of the variables is the other one and something that is >= 0."""
        demand(v != w and not goal.given, "twice the same variable, or a condition")
        children = []
        for i, j, t in (v, w, a), (w, v, b):
            high, low = goal.box[i].high, goal.box[j].low
            box = with_side(with_side(goal.box, j, goal.box[j].real()), i,
                            Side(Fraction(0), None if None in (high, low) else high - low))
            x, y = self.terms.make("var", i), self.terms.make("var", j)
            if not any(side.empty for side in box):
                self.demand_guards([t], box)
            moved = self.terms.replace(goal.term, {x: self.terms.make("add", x, y)})
            self.demand_identical(t, moved, box)
            children.append(goal._replace(term=t, box=box))
        return children

    def shift(self, goal, v, end, p, c, a):
        """Where x_v >= p (end lower) is given, x_v is p + t; where x_v <= p, it is p - t; with
        0 <= t <= c. Where x_v = p is given, t = c = 0."""
        make, up, x = self.terms.make, end == "lower", self.terms.make("var", v)
        demand(goal.given and not self.terms.masks[p] >> v & 1, "nothing is given of the variable")
        u, relation = goal.given
        u, gap = make("neg", u) if "<" in relation else u, make("sub", *((x, p) if up else (p, x)))
        demand(self.forms.identical(u, gap) or relation == "=" and
               self.forms.identical(u, make("neg", gap)), "it is not what is given")
        self.demand_guards([p], goal.box, goal.node)
        if relation == "=":
            demand(c == 0, "the variable is given")
        elif c is not None:
            far = goal.box[v].high if up else goal.box[v].low
            demand(far is not None, "the side is infinite")
            far = self.terms.number(far)
            demand(self.shown(make("sub", self.terms.number(c), make("sub", *(
                (far, p) if up else (p, far)))), ">=", goal.box), "the side is longer")
        box = with_side(goal.box, v, Side(Fraction(0), c, relation in ("<", ">")))
        if not any(side.empty for side in box):
            self.demand_guards([a], box, goal.node)
            self.demand_identical(a, self.terms.replace(goal.term, {
                x: make("add" if up else "sub", p, x)}), box)
        return [goal._replace(term=a, box=box, given=None)]

    def cases(self, goal, m, a, b):
        """abs x is x or -x, min and max are one of their operands."""
        op, x, y = self.terms.nodes[m]
        demand(op in ("abs", "min", "max") and m in self.terms.order(goal.term),
               "not an abs, min or max in the term")
        self.demand_guards([a, b], goal.box, goal.node, [goal.term])
        for t, by in (a, x), (b, self.terms.make("neg", x) if op == "abs" else y):
            self.demand_identical(t, self.terms.replace(goal.term, {m: by}), goal.box)
        return [goal._replace(term=a), goal._replace(term=b)]

    def through(self, goal, f, a, b, n):
        """T = f(a) - f(b) has the sign of a - b, f being increasing."""
        x, y = self.terms.make(f, a), self.terms.make(f, b)
        self.demand_guards([x, y, n], goal.box, goal.node, [goal.term])
        self.demand_identical(goal.term, self.terms.make("sub", x, y), goal.box)
        self.demand_identical(n, self.terms.make("sub", a, b), goal.box)
        return [goal._replace(term=n)]

    def identity(self, goal):
        self.demand_identical(goal.term, self.terms.number(0), goal.box)

    def positive(self, goal):
        """With x = (a + b t)/(1 + t) on [a, b], x = a + t, x = b - t on half-lines all coefficients
        are >= 0; for `>` some term is > 0 at each combination of closed ends."""
        self.forms.work = 0
        form, vertices = self.forms.of(goal.term), [{}]
        p = form.p
        kernels = sorted({k for m in p for k, _ in m})
        demand(not form.q and all(self.forms.kernels[k][0] == "var" for k in kernels) and
               all(isinstance(e, int) and e > 0 for m in p for _, e in m), "not a polynomial")
        p = {tuple(dict(m).get(k, 0) for k in kernels): c for m, c in p.items()}
        for place, k in enumerate(kernels):
            side, degree = goal.box[self.forms.kernels[k][1]], max(m[place] for m in p)
            demand(side.low is not None or side.high is not None, "a side is infinite both ways")
            end = side.high if side.low is None else side.low
            base = [end] if side.thin else [end, side.high] if side.bounded else \
                [end, Fraction(1 if side.high is None else -1)]
            rows = [product([base] * e + [[1, 1]] * (degree - e if side.bounded and not side.thin
                                                     else 0)) for e in range(degree + 1)]
            result = {}
            for m, c in p.items():
                for e, factor in enumerate(rows[m[place]]):
                    key = m[:place] + (e,) + m[place + 1:]
                    result[key] = result.get(key, 0) + c * factor
            demand(len(result) < 200000, "polynomial too large")
            p = {m: c for m, c in result.items() if c}
            if not side.thin:
                is_open = side.high_open if side.low is None else side.low_open
                powers = [0] * (not is_open) + [degree] * (side.bounded and not side.high_open)
                vertices = [{**x, place: e} for x in vertices for e in powers] or vertices
                demand(len(vertices) < 5000, "too many variables")
            if not p:
                break
        demand(all(c >= 0 for c in p.values()), "a coefficient is negative")
        demand(goal.relation == ">=" or
               all(any(all(m[i] == e for i, e in x.items()) for m in p) for x in vertices),
               "the polynomial may vanish")

    def zero(self, goal, order, count, *pairs):
        """The Taylor polynomial below `order` at the zero vanishes, and the rest has a sign."""
        where, terms = dict(zip(pairs[::2], pairs[1::2])), self.terms
        demand(count == len(where) == len(pairs) // 2 and (count == 1 or order == 2),
               "expected 'zero ORDER COUNT VARIABLE TERM ...', and order 2 for several variables")
        demand(not any(terms.masks[p] >> v & 1 for p in where.values() for v in where),
               "the zero depends on the variable itself")
        self.demand_guards(where.values(), goal.box)
        hull = goal.box
        for v, p in where.items():
            hull = with_side(hull, v, self.hull(goal.box, v, p))
        mask = sum(1 << v for v in where)
        self.demand_regular(goal, hull, True, mask, True)
        t = self.without_kinks(goal.term, hull, mask)
        point = {terms.make("var", v): p for v, p in where.items()}
        if count == 1:
            (v, _), = where.items()
            derivatives = [t, terms.derivative(t, v), terms.derivative2(t, v, v)]
            while len(derivatives) <= order:
                d = derivatives[-1]
                derivatives.append(None if d is None else terms.derivative(d, v))
        else:
            derivatives = [t] + [terms.derivative(t, v) for v in where]
        for d in derivatives[:order if count == 1 else None]:
            demand(d is None or self.forms.vanishes(terms.replace(d, point)),
                   "a derivative does not vanish at the zero")
        sides = {v: self.compare(goal, v, p) for v, p in where.items()}
        demand(goal.relation == ">=" or any(not s & ZERO for s in sides.values()),
               "the zero may lie in the box")
        up, down = (">", "<") if goal.relation == ">" else (">=", "<=")
        for ar in map(arithmetic, SURE):
            ranges = Ranges(terms, hull, ar)
            ranges(t)
            if count > 1:
                if definite([ranges.derivatives([terms.derivative2(t, i, j) for j in where])
                             for i in where], ar):
                    return None
                continue
            (d,), (side,) = ranges.derivatives([derivatives[order]]), sides.values()
            if (shows(d, up) and not (order % 2 and side & NEGATIVE)) or \
                    (shows(d, down) and order % 2 and not side & POSITIVE):
                return None
        raise Rejected("the derivative of that order may have another sign")

    def hull(self, box, v, p):
        """The side of v with the values of p."""
        side, q = box[v], self.terms.value(p)
        low, high = (q, q) if q is not None else Ranges(self.terms, box, arithmetic(SURE[0]))(p)[0]
        return Side(None if side.low is None or low == -INF else min(Fraction(low), side.low),
                    None if side.high is None or high == INF else max(Fraction(high), side.high))

    def without_kinks(self, t, box, mask):
        """Each abs, min, max replaced by the operand that it certainly is on the box; none is left
        that depends on variables of the mask (it may have no derivative at the zero)."""
        ranges, what = Ranges(self.terms, box, arithmetic(SURE[0])), {}
        for u in self.terms.order(t):
            op, a, b = self.terms.nodes[u]
            if op in ("abs", "min", "max"):
                b = self.terms.make("neg", a) if op == "abs" else b
                (x, _), (y, _) = ranges(a), ranges(b)
                x, y = (y, x) if op == "min" else (x, y)
                if x[0] >= y[1] or y[0] >= x[1]:
                    what[u] = a if (x[0] >= y[1]) else b
                demand(u in what or not self.terms.masks[u] & mask, "the term may not be smooth")
        while any(u in what for u in self.terms.order(t)):
            t = self.terms.replace(t, what)
        return t

    def compare(self, goal, v, p):
        """The signs that x_v - p can have on the box."""
        q, gap = self.terms.value(p), self.terms.make("sub", self.terms.make("var", v), p)
        if q is not None:
            result = goal.box[v].signs(q)
        else:
            r, nonzero = Ranges(self.terms, goal.box, arithmetic(SURE[0]))(gap)
            result = signs(r, nonzero)
        for sign, t in ((1, gap), (-1, self.terms.make("neg", gap))) if goal.given else ():
            if self.forms.identical(goal.given[0], t):
                mask = RELATIONS[goal.given[1]]
                result &= mask if sign > 0 else mirrored(mask)
        return result

    # words after the rule: variable, rational, (q or oo:) u, word, bits, end, term, function, number
    RULES = {"empty": ("", empty, "> >= = !="), "split": ("vqw", split, "> >= = !="),
             "interval": ("b", interval, "> >= = !="), "mean": ("b", mean, "> >= = !="),
             "taylor": ("b", taylor, "> >= = !="), "face": ("veb", face, "> >="),
             "ends": ("vb", ends, "> >="), "multiply": ("tt", multiply, "> >= = !="),
             "combine": ("tt", combine, "> >="), "slope": ("vet", slope, "> >="),
             "limit": ("vet", limit, "> >="), "order": ("vvtt", order, "> >= = !="),
             "shift": ("vetut", shift, "> >= = !="),
             "cases": ("ttt", cases, "> >= = !="), "through": ("fttt", through, "> >= = !="),
             "positive": ("", positive, "> >="), "zero": (None, zero, "> >="),
             "identity": ("", identity, "= >=")}


def product(factors):
    """Of polynomials in one variable, lists of coefficients."""
    result = [Fraction(1)]
    for p in factors:
        result = [sum(result[i] * p[k - i] for i in range(len(result)) if 0 <= k - i < len(p))
                  for k in range(len(result) + len(p) - 1)]
    return result


def inverse_matrix(rows):
    """Of rationals, by Gauss and Jordan; None if it is singular."""
    n = len(rows)
    rows = [row + [Fraction(i == j) for j in range(n)] for i, row in enumerate(rows)]
    for i in range(n):
        pivot = max(range(i, n), key=lambda k: abs(rows[k][i]))
        if not rows[pivot][i]:
            return None
        rows[i], rows[pivot] = rows[pivot], rows[i]
        rows[i] = [x / rows[i][i] for x in rows[i]]
        for k in range(n):
            if k != i:
                rows[k] = [x - rows[k][i] * y for x, y in zip(rows[k], rows[i])]
    return [row[n:] for row in rows]


def definite(a, ar):
    """Whether all symmetric matrices in the intervals are positive definite: pivots of L D L^T."""
    for k in range(len(a)):
        if not a[k][k][0] > O:
            return False
        for i in range(k + 1, len(a)):
            for j in range(k + 1, i + 1):
                p = ar.power(a[i][k], 2) if i == j else ar.mul(a[i][k], a[j][k])
                a[i][j] = a[j][i] = ar.sub(a[i][j], ar.div(p, a[k][k]))
    return True


def recheck(path):
    """(accepted, what to print)."""
    start, checker = time.time(), None
    try:
        with open(path, "rb") as file:
            checker = Checker(file.read().decode())
        verdict = checker.check()
    except Exception as error:  # whatever goes wrong, it is not proved
        reason = error if isinstance(error, (Rejected, OSError)) else \
            "can't be checked (%s: %s)" % (type(error).__name__, error)
        return False, "REJECTED: line %d: %s" % (checker.at if checker else 1, reason)
    return True, "%s, %d leaves, %.1f s" % (verdict, checker.leaves, time.time() - start)


def main(arguments):
    paths = [x for x in arguments if x != "--quiet"]
    if not paths or any(x.startswith("--") for x in paths):
        print("usage: python3 recheck.py [--quiet] FILE...", file=sys.stderr)
        return 64
    status = 0
    for path in paths:
        accepted, message = recheck(path)
        status = status if accepted else 1
        if not accepted or "--quiet" not in arguments:
            print("%s: %s" % (path, message), flush=True)
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
