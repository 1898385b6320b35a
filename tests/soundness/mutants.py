"""The mutants of the arithmetic: one rounding direction turned round in each.

A mutant is (engine, file in src/number, what is written there, what is written in its place, the
operations that must be found wrong, the type). `engine` is where the line is compiled: baseline,
avx512 or, for BigInterval, big. For the operations of a mutant some result must be judged wrong.
"""

INTERVAL, BIG = "interval", "big"


def _one_end(kind, end, call, opposite):
    """`call` rounds upward; at the end `kind` compares for, its opposite does not."""
    return f"({kind} == {end} ? {opposite} : {call})"


def _transforms():
    """Error-free transforms: every function, then each end of each operation on pairs."""
    file = "rounding_transforms.hpp"
    yield file, "return add_nearest(a, b).up();", "return add_nearest(a, b).down();", "add,sub"
    yield file, "return mul_nearest(a, b).up();", "return mul_nearest(a, b).down();", "mul,sqr"
    yield file, "return div_nearest(a, b).up();", "return div_nearest(a, b).down();", "div,recip"
    yield file, "return sqrt_nearest(a).up();", "return sqrt_nearest(a).down();", "sqrt"
    yield file, "return sqrt_nearest(a).down();", "return sqrt_nearest(a).up();", "sqrt"
    yield file, "return Nearest{r, g + t.error}.up();", "return Nearest{r, g + t.error}.down();", "fma"
    yield file, "return {q, b > 0 ? r : -r};", "return {q, b > 0 ? -r : r};", "div"
    file = "rounding_transforms.cpp"
    yield file, "exact(c).get(), MPFR_RNDU);", "exact(c).get(), MPFR_RNDD);", "fma"
    yield file, "mpfr_get_d(sum.get(), MPFR_RNDU);", "mpfr_get_d(sum.get(), MPFR_RNDD);", "fma"
    yield file, "(high - std::ldexp(p, -(ea + eb))) + low}", "(std::ldexp(p, -(ea + eb)) - high) - low}", "mul"
    yield file, "return {q, b > 0 ? r : -r};", "return {q, b > 0 ? -r : r};", "div"
    file = "interval_ends_transforms.hpp"
    for end in "01":
        call = f"add_up(a[{end}], b[{end}])"
        yield file, call, f"-add_up(-a[{end}], -b[{end}])", "add,sub"
        call = f"divided(x[{end}])"
        yield file, call, f"-div_up(-x[{end}], x[{end}] > 0 ? -y[0] : y[1])", "div"
    for end in "kNegatedLower", "kUpper":
        yield (file, "[](double x, double y, int) { return mul_up(x, y); }",
               "[](double x, double y, int end) { return "
               + _one_end("end", end, "mul_up(x, y)", "-mul_up(-x, y)") + "; }", "mul")
        yield (file, "fma_up(x, y, term);",
               _one_end("end", end, "fma_up(x, y, term)", "-fma_up(-x, y, -term)") + ";", "fma")


def _embedded():
    """Instructions with a rounding of their own: every one, then each end of each pair."""
    file = "rounding_embedded.hpp"
    for name, functions in (("div", "div,recip"), ("mul", "sqr")):
        call = f"_mm_{name}_round_sd(_mm_set_sd(a), _mm_set_sd(b), kUpward)"
        yield file, call, call.replace("kUpward", "kDownward"), functions
    call = "_mm_sqrt_round_sd(_mm_set_sd(a), _mm_set_sd(a), kUpward)"
    yield file, call, call.replace("kUpward", "kDownward"), "sqrt"
    yield file, call.replace("kUpward", "kDownward"), call, "sqrt"
    file = "interval_ends_embedded.hpp"
    for end in 0, 1:
        for call, functions in (("maskz_add_round_pd(kAll, widened(x), widened(y)", "add,sub"),
                                ("maskz_mul_round_pd(kAll, widened(x), widened(y)", "mul"),
                                ("fmadd_round_pd(widened(x), widened(y), widened(z)", "fma")):
            written = f"_mm512_{call}, kUpward)"
            turned = written.replace("kUpward", "kDownward")
            yield file, written, f"_mm512_mask_blend_pd({1 << end}, {written}, {turned})", functions
        yield (file, f"div_up(x[{end}], divisor[{end}])", f"-div_up(-x[{end}], divisor[{end}])", "div")


def _both():
    """Lines that both engines share."""
    file = "rounding.hpp"
    yield file, "return -native_rounding::mul_up(-a, b);", "return native_rounding::mul_up(a, b);", "sqr"
    yield file, "return native_rounding::mul_up(a, b);", "return -native_rounding::mul_up(-a, b);", "sqr"
    file = "interval_arithmetic.hpp"
    yield file, "sqrt_down(x.lower())", "sqrt_up(x.lower())", "sqrt"
    yield file, "sqrt_up(x.upper())", "sqrt_down(x.upper())", "sqrt"
    file = "interval.cpp"
    yield file, "div_down(a.lower(), b.upper())", "div_up(a.lower(), b.upper())", "div"
    yield file, "div_up(a.upper(), b.upper())", "div_down(a.upper(), b.upper())", "div"


def _big():
    """MPFR's directions, and the kernels of 128 bits."""
    turned = {"MPFR_RNDD": "MPFR_RNDU", "MPFR_RNDU": "MPFR_RNDD"}
    for direction in turned:
        def turn(line):
            return line.replace("MPFR_RND", direction), line.replace("MPFR_RND", turned[direction])
        end, corner = ("lower", "a.get(), b.get()") if direction == "MPFR_RNDD" else ("upper", "c.get(), d.get()")
        file = "big_interval_arithmetic.cpp"
        yield file, *turn(f"f(BigIntervalEnds::{end}(r), {corner}, MPFR_RND);"), "add,sub,mul,div"
        yield file, *turn(f"mpfr_sqrt(BigIntervalEnds::{end}(r), x.{end}().get(), MPFR_RND);"), "sqrt"
        size = "small" if end == "lower" else "large"
        yield file, *turn(f"mpfr_sqr(BigIntervalEnds::{end}(r), {size}.get(), MPFR_RND);"), "sqr"
        pair = "a, b" if end == "lower" else "d, e"
        yield "big_fma.cpp", *turn(f"fused(BigIntervalEnds::{end}(r), {pair}, c.{end}(), MPFR_RND);"), "fma"
    file = "big_kernel128.hpp"
    yield file, "exponent, negative, negative);", "exponent, negative, negative ^ 1);", "add,sub,mul"
    yield file, "exponent, negative, negative ^ 1);", "exponent, negative, negative);", "add,sub,mul"
    file = "big_near.cpp"
    yield file, "larger(product(a, 0, b, 1).down()", "larger(product(a, 0, b, 1).up()", "mul"
    yield file, "larger(product(a, 0, b, 0).up()", "larger(product(a, 0, b, 0).down()", "mul"


def mutants():
    for engine, kind, lines in (("baseline", INTERVAL, _transforms()), ("baseline", INTERVAL, _both()),
                                ("avx512", INTERVAL, _embedded()), ("avx512", INTERVAL, _both()),
                                ("baseline", BIG, _big())):
        for file, written, turned, operations in lines:
            yield {"engine": engine, "type": kind, "file": file, "written": written, "turned": turned,
                   "operations": operations.split(",")}
