"""Terms, their derivatives, and their ranges on boxes: for recheck.py."""
from fractions import Fraction

from recheck_numbers import INF, LINE, O, ONE

NEGATIVE, ZERO, POSITIVE = 1, 2, 4  # signs, for masks
RELATIONS = {">": 4, ">=": 6, "=": 2, "!=": 5, "<": 1, "<=": 3}
FUNCTIONS = ("neg exp log sin cos tan asin acos atan sinh cosh tanh erf erfc abs sign floor ceil"
             .split())
TWO_OPERANDS = "add sub mul div min max".split()
FOLDED_BITS = 1 << 16  # the largest numbers that are made by folding


class Terms:
    """Terms are numbered and stored once, operands before the terms that use them: (op, a, b) with
    operands a, b; a `num` has a rational and a `var` an index as a; pow and root have b = n.

    Derivatives have operations of their own: cut a: a, for a > 0; kink a: the slope of abs at a;
    either (x, y) (d, e): d where x <= y, e where y <= x."""

    def __init__(self):
        self.nodes, self.places, self.masks = [], {}, []
        self.orders, self.first, self.second = {}, {}, {}

    def intern(self, *key):
        if key not in self.places:
            self.places[key] = len(self.nodes)
            self.nodes.append(key)
            mask = 1 << key[1] if key[0] == "var" else 0
            for x in self.operands(len(self.nodes) - 1):
                mask |= self.masks[x]
            self.masks.append(mask)
        return self.places[key]

    def operands(self, t):
        op, a, b = self.nodes[t]
        return () if op in ("num", "pi", "var") else (a, b) if op in TWO_OPERANDS else \
            a + b if op == "either" else (a,)

    def number(self, q):
        return self.intern("num", Fraction(q), 0)

    def value(self, t):
        """The number that a term is, or None."""
        return self.nodes[t][1] if self.nodes[t][0] == "num" else None

    def make(self, op, a=0, b=0):
        """A term; arithmetic of numbers and the neutral elements 0 and 1 are folded."""
        if op in ("num", "pi", "var", "either", "cut", "kink"):
            return self.intern(op, a, b)
        x, y = self.value(a), self.value(b) if op in TWO_OPERANDS else b
        folded = fold(op, x, y) if x is not None and y is not None else None
        if folded is not None and max(folded.numerator.bit_length(),
                                      folded.denominator.bit_length()) <= FOLDED_BITS:
            return self.number(folded)
        if op == "pow" and b == 1:
            return a
        if op == "neg" and self.nodes[a][0] == "neg":
            return self.nodes[a][1]
        if (op in ("add", "sub") and y == 0) or (op in ("mul", "div") and y == 1):
            return a
        if (op == "add" and x == 0) or (op == "mul" and x == 1):
            return b
        if (op == "sub" and x == 0) or (op == "mul" and x == -1):
            return self.make("neg", b)
        return self.make("neg", a) if op == "mul" and y == -1 else self.intern(op, a, b)

    def order(self, *roots):
        """The subterms, operands first."""
        if roots not in self.orders:
            seen, stack = set(roots), list(roots)
            while stack:
                for x in self.operands(stack.pop()):
                    if x not in seen:
                        seen.add(x)
                        stack.append(x)
            self.orders[roots] = sorted(seen)
        return self.orders[roots]

    def variables(self, t):
        return [i for i in range(self.masks[t].bit_length()) if self.masks[t] >> i & 1]

    def replace(self, root, what):
        """The term with subterms replaced: what = {term: term}."""
        what = dict(what)
        for t in self.order(root):
            if t not in what:
                op, a, b = self.nodes[t]
                what[t] = t if op in ("num", "pi", "var") else \
                    self.make(op, *(tuple(what[x] for x in pair) for pair in (a, b))) \
                    if op == "either" else \
                    self.make(op, what[a], what[b] if op in TWO_OPERANDS else b)
        return what[root]

    def by_abs(self, root):
        """max(a, b), min(a, b) = (a + b)/2 +- abs(a - b)/2."""
        what, half = {}, self.number(Fraction(1, 2))
        for t in self.order(root):
            op, a, b = self.nodes[t]
            if op in ("min", "max"):
                a, b = self.replace(a, what), self.replace(b, what)
                gap = self.make("abs", self.make("sub", a, b))
                what[t] = self.make("mul", half, self.make("add" if op == "max" else "sub",
                                                           self.make("add", a, b), gap))
        return self.replace(root, what)

    def guards(self, root):
        """What makes the term defined: pairs (term, relation)."""
        one, result = self.number(1), []
        for t in self.order(root):
            op, a, b = self.nodes[t]
            if op == "div":
                result.append((b, "!="))
            elif op in ("root", "log"):
                result.append((a, ">=" if op == "root" else ">"))
            elif op == "tan":
                result.append((self.make("cos", a), "!="))
            elif op in ("asin", "acos"):
                result += [(self.make("sub", one, a), ">="), (self.make("add", one, a), ">=")]
        return result

    # -- derivatives, with the operations in the order of docs/certificates.md; None is 0

    def sum(self, x, y, op="add"):
        if y is None:
            return x
        return self.make(op, x, y) if x is not None else y if op == "add" else self.make("neg", y)

    def times(self, x, y):
        return None if x is None or y is None else self.make("mul", x, y)

    def chain(self, op, t, a, n):
        """(f', f'') of one operand."""
        make, one = self.make, self.number(1)

        def scaled(c, x):
            return make("mul", self.number(c), x)

        def power(x, k):
            return make("pow", x, k) if k else one
        if op == "pow":
            return scaled(n, power(a, n - 1)), scaled(n * (n - 1), power(a, n - 2))
        if op == "root":
            return make("div", one, scaled(n, power(t, n - 1))), \
                make("div", self.number(Fraction(1 - n, n * n)), power(t, 2 * n - 1))
        if op == "log":
            return make("div", one, make("cut", a)), \
                make("div", self.number(-1), power(make("cut", a), 2))
        if op in ("exp", "sin", "cos", "sinh", "cosh"):
            f = t if op == "exp" else make({"sin": "cos", "cos": "sin", "sinh": "cosh",
                                            "cosh": "sinh"}[op], a)
            return make("neg", f) if op == "cos" else f, \
                make("neg", t) if op in ("sin", "cos") else t
        if op in ("tan", "tanh"):
            f = make("add" if op == "tan" else "sub", one, power(t, 2))
            return f, make("mul", scaled(2 if op == "tan" else -2, t), f)
        if op == "atan":
            f = make("div", one, make("add", one, power(a, 2)))
            return f, make("mul", scaled(-2, a), power(f, 2))
        if op in ("asin", "acos"):
            f = make("div", one, make("root", make("sub", one, power(a, 2)), 2))
            s = make("mul", a, power(f, 3))
        elif op in ("erf", "erfc"):
            f = make("mul", make("div", self.number(2), make("root", make("pi"), 2)),
                     make("exp", make("neg", power(a, 2))))
            s = make("mul", scaled(-2, a), f)
        else:
            return (one if op == "cut" else make("kink", a) if op == "abs" else None), None
        return (make("neg", f), make("neg", s)) if op in ("acos", "erfc") else (f, s)

    def derivative(self, root, i):
        """The partial derivative by variable i, or None if it is 0."""
        d = self.first
        for t in self.order(root) if (root, i) not in d else ():
            if (t, i) in d:
                continue
            op, a, b = self.nodes[t]
            result = None
            if not self.masks[t] >> i & 1:
                pass
            elif op == "var":
                result = self.number(1)
            elif op in ("add", "sub"):
                result = self.sum(d[a, i], d[b, i], op)
            elif op == "mul":
                result = self.sum(self.times(d[a, i], b), self.times(a, d[b, i]))
            elif op == "div" and not self.masks[a]:  # (a/u^n)' = -n a u'/u^(n+1)
                _, u, n = self.nodes[b] if self.nodes[b][0] == "pow" else ("", b, 1)
                result = self.make("div", self.make("mul", self.make("mul", self.number(-n), a),
                                                    d[u, i]), self.make("pow", u, n + 1))
            elif op == "div":
                result = self.make("div", self.sum(d[a, i], self.times(t, d[b, i]), "sub"), b)
            elif op == "neg":
                result = self.make("neg", d[a, i])
            elif op in ("min", "max"):
                result = self.either(op, a, b, d[a, i], d[b, i])
            elif op != "either":
                result = self.times(self.chain(op, t, a, b)[0], d[a, i])
            d[t, i] = result
        return d[root, i]

    def either(self, op, a, b, d, e):
        zero = self.number(0)
        return self.make("either", (a, b) if op == "min" else (b, a),
                         (zero if d is None else d, zero if e is None else e))

    def derivative2(self, root, i, j):
        """The second partial derivative by variables i and j."""
        d, s = self.first, self.second
        if (root, i, j) in s:
            return s[root, i, j]
        self.derivative(root, i)
        self.derivative(root, j)

        def mixed(x, y):
            if i == j:
                return self.times(self.number(2), self.times(d[x, i], d[y, i]))
            return self.sum(self.times(d[x, i], d[y, j]), self.times(d[x, j], d[y, i]))
        for t in self.order(root):
            if (t, i, j) in s:
                continue
            op, a, b = self.nodes[t]
            result = None
            if op == "var" or not (self.masks[t] >> i & 1 and self.masks[t] >> j & 1):
                pass
            elif op in ("add", "sub"):
                result = self.sum(s[a, i, j], s[b, i, j], op)
            elif op == "mul":
                result = self.sum(self.sum(self.times(s[a, i, j], b), mixed(a, b)),
                                  self.times(a, s[b, i, j]))
            elif op == "div":
                rest = self.sum(self.sum(s[a, i, j], mixed(t, b), "sub"),
                                self.times(t, s[b, i, j]), "sub")
                result = rest if rest is None else self.make("div", rest, b)
            elif op == "neg":
                result = s[a, i, j] if s[a, i, j] is None else self.make("neg", s[a, i, j])
            elif op in ("min", "max"):
                result = self.either(op, a, b, s[a, i, j], s[b, i, j])
            else:
                f, g = self.chain(op, t, a, b)
                square = self.make("pow", d[a, i], 2) if i == j and d[a, i] is not None else \
                    self.times(d[a, i], d[a, j])
                result = self.sum(self.times(g, square), self.times(f, s[a, i, j]))
            s[t, i, j] = result
        return s[root, i, j]


def fold(op, x, y):
    """The number op(x, y) of numbers, or None if it is not rational, or too large."""
    if op == "pow":
        size = max(x.numerator.bit_length(), x.denominator.bit_length())
        return x ** y if size * y <= 2 * FOLDED_BITS else None
    if op == "div":
        return x / y if y else None
    if op in ("add", "sub", "mul", "min", "max"):
        return {"add": x + y, "sub": x - y, "mul": x * y, "min": min(x, y), "max": max(x, y)}[op]
    return {"neg": -x, "abs": abs(x), "sign": Fraction((x > 0) - (x < 0)),
            "floor": Fraction(x.__floor__()), "ceil": Fraction(x.__ceil__()),
            "root": x if x in (0, 1) else None}.get(op)


# ---- boxes and ranges

class Side:
    """The range of a variable; None is an infinite end. Ends of integer sides are integers."""

    def __init__(self, low, high, low_open=False, high_open=False, integer=False):
        if integer and low is not None:
            low, low_open = Fraction(low.__floor__() + 1 if low_open else low.__ceil__()), False
        if integer and high is not None:
            high = Fraction(high.__ceil__() - 1 if high_open else high.__floor__())
            high_open = False
        self.low, self.high, self.integer = low, high, integer
        self.low_open, self.high_open = low_open or low is None, high_open or high is None
        self.thin = low is not None and low == high
        self.bounded = low is not None and high is not None
        self.empty = self.bounded and (low > high or (self.thin and (low_open or high_open)))

    def within(self, other):
        """Whether the other has every point; only thin real sides are in integer ones."""
        def inside(end, bound, is_open, bound_open, sign):
            return bound is None or (end is not None and (
                end * sign > bound * sign or (end == bound and (is_open or not bound_open))))
        return inside(self.low, other.low, self.low_open, other.low_open, 1) and \
            inside(self.high, other.high, self.high_open, other.high_open, -1) and \
            (self.integer or not other.integer or (self.thin and self.low.denominator == 1))

    def signs(self, q):
        """The signs that x - q can have."""
        result = 7
        if self.low is not None and q <= self.low:
            result &= POSITIVE if q < self.low or self.low_open else POSITIVE | ZERO
        if self.high is not None and q >= self.high:
            result &= NEGATIVE if q > self.high or self.high_open else NEGATIVE | ZERO
        return result

    def opened(self):
        return Side(self.low, self.high, True, True)

    def real(self):
        return Side(self.low, self.high, self.low_open, self.high_open)


def with_side(box, v, side):
    return box[:v] + (side,) + box[v + 1:]


class Ranges:
    """The ranges of terms on a box, over the points where they are defined (None: nowhere), and
    whether they are certainly not 0."""

    def __init__(self, terms, box, ar):
        self.terms, self.box, self.ar, self.known = terms, box, ar, {}

    def __call__(self, root):
        """(range, nonzero)."""
        if root not in self.known:
            self.evaluate((root,), None)
        return self.known[root]

    def evaluate(self, roots, nowhere):
        """The ranges of all subterms; one that is None counts as `nowhere`."""
        known, nodes = self.known, self.terms.nodes
        for t in self.terms.order(*roots):
            if t not in known:
                r, nonzero = self.compute(*nodes[t])
                known[t] = r, nonzero or (r is not None and (r[0] > O or r[1] < O))
            if known[t][0] is None:
                known[t] = nowhere, False

    def derivatives(self, roots):
        """The ranges of derivatives: one that is nowhere defined counts as the line."""
        self.evaluate([t for t in roots if t is not None], LINE)
        return [(O, O) if t is None else self.known[t][0] for t in roots]

    def compute(self, op, a, b):
        ar = self.ar
        if op == "num":
            return ar.rational(a), a != 0
        if op == "var":
            side = self.box[a]
            return (-INF if side.low is None else ar.rational(side.low)[0],
                    INF if side.high is None else ar.rational(side.high)[1]), \
                not side.signs(0) & ZERO
        if op == "pi":
            return ar.point("pi", O), True
        if op == "either":
            (x, y), (d, e) = [[self.known[t][0] or LINE for t in pair] for pair in (a, b)]
            both = min(d[0], e[0]), max(d[1], e[1])
            return d if x[1] <= y[0] else e if y[1] <= x[0] else both, False
        x, fa = self.known[a]
        y, fb = self.known[b] if op in TWO_OPERANDS else (LINE, False)
        if x is None or y is None:
            return None, False
        if op == "add":
            return ar.add(x, y), (fa or fb) and (x[0] >= O <= y[0] or x[1] <= O >= y[1])
        if op == "sub":
            return ar.sub(x, y), (fa or fb) and (x[0] >= O >= y[1] or x[1] <= O <= y[0])
        if op == "mul":
            return ar.mul(x, y), fa and fb
        if op == "div":
            return ar.div(x, y), fa
        if op in ("min", "max"):
            pick = min if op == "min" else max
            return (pick(x[0], y[0]), pick(x[1], y[1])), fa and fb
        if op == "pow":
            return ar.power(x, b), fa
        if op == "root":
            return ar.root(x, b), fa
        return ar.function(op, x), op in ("exp", "erfc", "cosh", "kink") or (fa and (
            op in ("neg", "abs", "sign", "sinh", "tanh", "asin", "atan", "erf", "cut") or
            (op in ("sin", "tan") and -3 <= x[0] and x[1] <= 3)))

    def regular(self, root, smooth, along=-1):
        """Whether the term is continuous (twice differentiable) where it is defined on the box; of
        interest are the subterms with a variable of the mask `along`."""
        self(root)
        for t in self.terms.order(root):
            op, a, b = self.terms.nodes[t]
            if not self.terms.masks[t] & along or op == "var":
                continue
            (x, nonzero), (y, _) = self.known[a], self.known[b if op in ("min", "max") else a]
            if x is None or y is None:
                return False
            if op in ("sign", "floor", "ceil"):
                low, high = self.ar.function(op, x)
                if low != high or abs(low) == INF or (op == "sign" and not low and x != (O, O)):
                    return False
            if smooth and (
                    (op == "abs" and x[0] < O < x[1]) or
                    (op == "root" and not (x[0] >= O and nonzero)) or
                    (op in ("asin", "acos") and not (-ONE < x[0] and x[1] < ONE)) or
                    (op in ("min", "max") and x[1] > y[0] and y[1] > x[0])):
                return False
        return True


def signs(r, nonzero=False):
    """The signs that a value in the range can have."""
    return (NEGATIVE if r[0] < O else 0) | (POSITIVE if r[1] > O else 0) | \
        (ZERO if r[0] <= O <= r[1] and not nonzero else 0)


def shows(r, relation, nonzero=False):
    return r is None or not signs(r, nonzero) & ~RELATIONS[relation]


def mirrored(mask):
    return mask & ZERO | (mask & NEGATIVE) << 2 | (mask & POSITIVE) >> 2
