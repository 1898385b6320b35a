// Text inside HTML and LaTeX.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace rigor {

/// & < > " ' as entities, so that the text is safe in content and in attributes.
std::string escape_html(std::string_view text);

/// The ten special characters of LaTeX escaped, and the letters and signs of mathematics that
/// claims and cases use outside ASCII (Greek, minus, inequalities) as commands; any other character
/// outside ASCII becomes "?".
std::string escape_latex(std::string_view text);

/// Splits `text` at pairs of dollar signs and joins the pieces, each rendered by its function:
/// prose outside, mathematics inside. A dollar sign without a partner is prose.
std::string render_prose(std::string_view text,
                         const std::function<std::string(std::string_view)>& prose,
                         const std::function<std::string(std::string_view)>& mathematics);

}  // namespace rigor
