// The style sheet of the HTML report.
#pragma once

#include <string_view>

namespace rigor {

std::string_view style_sheet();

}  // namespace rigor
