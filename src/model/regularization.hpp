// What may replace the exact score of a mixture.
#pragma once

namespace rigor {

/// What replaces the exact score s = (m - x) / v, by its strength:
///   tikhonov         (m - x) / (v + c), strength c > 0;
///   empirical_bayes  sum e_i (x_i - x) / (v max(sum e_j, tau)), e_i = exp(-|x - x_i|^2 / 2v),
///                    strength tau > 0;
///   bandwidth        the exact score at v + delta, strength delta > 0;
///   stopping         the exact score, stopped at v = delta, strength delta > 0.
enum class Regularization { none, tikhonov, empirical_bayes, bandwidth, stopping };

}  // namespace rigor
