#include "report/math_symbols.hpp"

#include <array>
#include <utility>

namespace rigor {
namespace {

using NamedSymbol = std::pair<std::string_view, Symbol>;

constexpr auto kSymbols =
    std::to_array<NamedSymbol>({{"alpha", {SymbolClass::letter, "α"}},
                                {"beta", {SymbolClass::letter, "β"}},
                                {"gamma", {SymbolClass::letter, "γ"}},
                                {"delta", {SymbolClass::letter, "δ"}},
                                {"epsilon", {SymbolClass::letter, "ϵ"}},
                                {"varepsilon", {SymbolClass::letter, "ε"}},
                                {"zeta", {SymbolClass::letter, "ζ"}},
                                {"eta", {SymbolClass::letter, "η"}},
                                {"theta", {SymbolClass::letter, "θ"}},
                                {"vartheta", {SymbolClass::letter, "ϑ"}},
                                {"iota", {SymbolClass::letter, "ι"}},
                                {"kappa", {SymbolClass::letter, "κ"}},
                                {"lambda", {SymbolClass::letter, "λ"}},
                                {"mu", {SymbolClass::letter, "μ"}},
                                {"nu", {SymbolClass::letter, "ν"}},
                                {"xi", {SymbolClass::letter, "ξ"}},
                                {"pi", {SymbolClass::letter, "π"}},
                                {"rho", {SymbolClass::letter, "ρ"}},
                                {"sigma", {SymbolClass::letter, "σ"}},
                                {"tau", {SymbolClass::letter, "τ"}},
                                {"upsilon", {SymbolClass::letter, "υ"}},
                                {"phi", {SymbolClass::letter, "ϕ"}},
                                {"varphi", {SymbolClass::letter, "φ"}},
                                {"chi", {SymbolClass::letter, "χ"}},
                                {"psi", {SymbolClass::letter, "ψ"}},
                                {"omega", {SymbolClass::letter, "ω"}},
                                {"Gamma", {SymbolClass::letter, "Γ"}},
                                {"Delta", {SymbolClass::letter, "Δ"}},
                                {"Theta", {SymbolClass::letter, "Θ"}},
                                {"Lambda", {SymbolClass::letter, "Λ"}},
                                {"Xi", {SymbolClass::letter, "Ξ"}},
                                {"Pi", {SymbolClass::letter, "Π"}},
                                {"Sigma", {SymbolClass::letter, "Σ"}},
                                {"Upsilon", {SymbolClass::letter, "Υ"}},
                                {"Phi", {SymbolClass::letter, "Φ"}},
                                {"Psi", {SymbolClass::letter, "Ψ"}},
                                {"Omega", {SymbolClass::letter, "Ω"}},
                                {"infty", {SymbolClass::letter, "∞"}},
                                {"ell", {SymbolClass::letter, "ℓ"}},
                                {"partial", {SymbolClass::letter, "∂"}},
                                {"nabla", {SymbolClass::letter, "∇"}},
                                {"emptyset", {SymbolClass::letter, "∅"}},
                                {"hbar", {SymbolClass::letter, "ℏ"}},
                                {"top", {SymbolClass::letter, "⊤"}},
                                {"Re", {SymbolClass::letter, "ℜ"}},
                                {"Im", {SymbolClass::letter, "ℑ"}},
                                {"le", {SymbolClass::operation, "≤"}},
                                {"leq", {SymbolClass::operation, "≤"}},
                                {"ge", {SymbolClass::operation, "≥"}},
                                {"geq", {SymbolClass::operation, "≥"}},
                                {"ne", {SymbolClass::operation, "≠"}},
                                {"neq", {SymbolClass::operation, "≠"}},
                                {"ll", {SymbolClass::operation, "≪"}},
                                {"gg", {SymbolClass::operation, "≫"}},
                                {"in", {SymbolClass::operation, "∈"}},
                                {"notin", {SymbolClass::operation, "∉"}},
                                {"ni", {SymbolClass::operation, "∋"}},
                                {"subset", {SymbolClass::operation, "⊂"}},
                                {"subseteq", {SymbolClass::operation, "⊆"}},
                                {"supset", {SymbolClass::operation, "⊃"}},
                                {"cup", {SymbolClass::operation, "∪"}},
                                {"cap", {SymbolClass::operation, "∩"}},
                                {"setminus", {SymbolClass::operation, "∖"}},
                                {"to", {SymbolClass::operation, "→"}},
                                {"rightarrow", {SymbolClass::operation, "→"}},
                                {"leftarrow", {SymbolClass::operation, "←"}},
                                {"mapsto", {SymbolClass::operation, "↦"}},
                                {"Rightarrow", {SymbolClass::operation, "⇒"}},
                                {"implies", {SymbolClass::operation, "⟹"}},
                                {"iff", {SymbolClass::operation, "⟺"}},
                                {"Leftrightarrow", {SymbolClass::operation, "⇔"}},
                                {"cdot", {SymbolClass::operation, "⋅"}},
                                {"times", {SymbolClass::operation, "×"}},
                                {"pm", {SymbolClass::operation, "±"}},
                                {"mp", {SymbolClass::operation, "∓"}},
                                {"circ", {SymbolClass::operation, "∘"}},
                                {"ast", {SymbolClass::operation, "∗"}},
                                {"star", {SymbolClass::operation, "⋆"}},
                                {"div", {SymbolClass::operation, "÷"}},
                                {"approx", {SymbolClass::operation, "≈"}},
                                {"equiv", {SymbolClass::operation, "≡"}},
                                {"sim", {SymbolClass::operation, "∼"}},
                                {"simeq", {SymbolClass::operation, "≃"}},
                                {"propto", {SymbolClass::operation, "∝"}},
                                {"mid", {SymbolClass::operation, "∣"}},
                                {"colon", {SymbolClass::operation, ":"}},
                                {"forall", {SymbolClass::operation, "∀"}},
                                {"exists", {SymbolClass::operation, "∃"}},
                                {"neg", {SymbolClass::operation, "¬"}},
                                {"land", {SymbolClass::operation, "∧"}},
                                {"lor", {SymbolClass::operation, "∨"}},
                                {"wedge", {SymbolClass::operation, "∧"}},
                                {"vee", {SymbolClass::operation, "∨"}},
                                {"perp", {SymbolClass::operation, "⟂"}},
                                {"succeq", {SymbolClass::operation, "⪰"}},
                                {"preceq", {SymbolClass::operation, "⪯"}},
                                {"succ", {SymbolClass::operation, "≻"}},
                                {"prec", {SymbolClass::operation, "≺"}},
                                {"ldots", {SymbolClass::operation, "…"}},
                                {"dots", {SymbolClass::operation, "…"}},
                                {"cdots", {SymbolClass::operation, "⋯"}},
                                {"prime", {SymbolClass::operation, "′"}},
                                {"uparrow", {SymbolClass::operation, "↑"}},
                                {"downarrow", {SymbolClass::operation, "↓"}},
                                {"otimes", {SymbolClass::operation, "⊗"}},
                                {"oplus", {SymbolClass::operation, "⊕"}},
                                {"odot", {SymbolClass::operation, "⊙"}},
                                {"sum", {SymbolClass::large, "∑"}},
                                {"prod", {SymbolClass::large, "∏"}},
                                {"bigcup", {SymbolClass::large, "⋃"}},
                                {"bigcap", {SymbolClass::large, "⋂"}},
                                {"int", {SymbolClass::integral, "∫"}},
                                {"iint", {SymbolClass::integral, "∬"}},
                                {"oint", {SymbolClass::integral, "∮"}},
                                {"exp", {SymbolClass::function, "exp"}},
                                {"log", {SymbolClass::function, "log"}},
                                {"ln", {SymbolClass::function, "ln"}},
                                {"erf", {SymbolClass::function, "erf"}},
                                {"erfc", {SymbolClass::function, "erfc"}},
                                {"sin", {SymbolClass::function, "sin"}},
                                {"cos", {SymbolClass::function, "cos"}},
                                {"tan", {SymbolClass::function, "tan"}},
                                {"sinh", {SymbolClass::function, "sinh"}},
                                {"cosh", {SymbolClass::function, "cosh"}},
                                {"tanh", {SymbolClass::function, "tanh"}},
                                {"arcsin", {SymbolClass::function, "arcsin"}},
                                {"arccos", {SymbolClass::function, "arccos"}},
                                {"arctan", {SymbolClass::function, "arctan"}},
                                {"det", {SymbolClass::function, "det"}},
                                {"tr", {SymbolClass::function, "tr"}},
                                {"dim", {SymbolClass::function, "dim"}},
                                {"ker", {SymbolClass::function, "ker"}},
                                {"deg", {SymbolClass::function, "deg"}},
                                {"arg", {SymbolClass::function, "arg"}},
                                {"sgn", {SymbolClass::function, "sgn"}},
                                {"Var", {SymbolClass::function, "Var"}},
                                {"Cov", {SymbolClass::function, "Cov"}},
                                {"relu", {SymbolClass::function, "ReLU"}},
                                {"diag", {SymbolClass::function, "diag"}},
                                {"rank", {SymbolClass::function, "rank"}},
                                {"max", {SymbolClass::extremum, "max"}},
                                {"min", {SymbolClass::extremum, "min"}},
                                {"sup", {SymbolClass::extremum, "sup"}},
                                {"inf", {SymbolClass::extremum, "inf"}},
                                {"lim", {SymbolClass::extremum, "lim"}},
                                {"limsup", {SymbolClass::extremum, "lim sup"}},
                                {"liminf", {SymbolClass::extremum, "lim inf"}},
                                {"argmax", {SymbolClass::extremum, "arg max"}},
                                {"argmin", {SymbolClass::extremum, "arg min"}},
                                {"lvert", {SymbolClass::fence, "|"}},
                                {"rvert", {SymbolClass::fence, "|"}},
                                {"vert", {SymbolClass::fence, "|"}},
                                {"lVert", {SymbolClass::fence, "‖"}},
                                {"rVert", {SymbolClass::fence, "‖"}},
                                {"Vert", {SymbolClass::fence, "‖"}},
                                {"|", {SymbolClass::fence, "‖"}},
                                {"{", {SymbolClass::fence, "{"}},
                                {"}", {SymbolClass::fence, "}"}},
                                {"lbrace", {SymbolClass::fence, "{"}},
                                {"rbrace", {SymbolClass::fence, "}"}},
                                {"lfloor", {SymbolClass::fence, "⌊"}},
                                {"rfloor", {SymbolClass::fence, "⌋"}},
                                {"lceil", {SymbolClass::fence, "⌈"}},
                                {"rceil", {SymbolClass::fence, "⌉"}},
                                {"langle", {SymbolClass::fence, "⟨"}},
                                {"rangle", {SymbolClass::fence, "⟩"}}});

using Named = std::pair<std::string_view, std::string_view>;

constexpr auto kSpaces = std::to_array<Named>({{",", "0.1667"},
                                               {":", "0.2222"},
                                               {";", "0.2778"},
                                               {"!", "-0.1667"},
                                               {" ", "0.3333"},
                                               {"quad", "1"},
                                               {"qquad", "2"}});

constexpr auto kAccents = std::to_array<Named>({{"bar", "\u00af"},
                                                {"overline", "\u00af"},
                                                {"hat", "^"},
                                                {"widehat", "^"},
                                                {"tilde", "~"},
                                                {"widetilde", "~"},
                                                {"vec", "\u2192"},
                                                {"dot", "\u02d9"},
                                                {"ddot", "\u00a8"},
                                                {"underline", "_"}});

constexpr auto kBlackboard =
    std::to_array<std::pair<char, std::string_view>>({{'C', "\u2102"},
                                                      {'E', "\U0001d53c"},
                                                      {'N', "\u2115"},
                                                      {'P', "\u2119"},
                                                      {'Q', "\u211a"},
                                                      {'R', "\u211d"},
                                                      {'V', "\U0001d54d"},
                                                      {'Z', "\u2124"},
                                                      {'1', "\U0001d7d9"}});

constexpr auto kCalligraphic =
    std::to_array<std::pair<char, std::string_view>>({{'D', "\U0001d49f"},
                                                      {'F', "\u2131"},
                                                      {'L', "\u2112"},
                                                      {'N', "\U0001d4a9"},
                                                      {'O', "\U0001d4aa"},
                                                      {'R', "\u211b"},
                                                      {'S', "\U0001d4ae"},
                                                      {'X', "\U0001d4b3"}});

template <typename Table, typename Key>
auto find(const Table& table, Key key) -> std::optional<typename Table::value_type::second_type> {
  for (const auto& [name, value] : table) {
    if (name == key) return value;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Symbol> find_symbol(std::string_view command) {
  return find(kSymbols, command);
}

std::optional<std::string_view> find_space(std::string_view command) {
  return find(kSpaces, command);
}

std::optional<std::string_view> find_accent(std::string_view command) {
  return find(kAccents, command);
}

std::string in_alphabet(std::string_view alphabet, char letter) {
  std::optional<std::string_view> sign;
  if (alphabet == "mathbb") sign = find(kBlackboard, letter);
  if (alphabet == "mathcal") sign = find(kCalligraphic, letter);
  return sign ? std::string(*sign) : std::string(1, letter);
}

}  // namespace rigor
