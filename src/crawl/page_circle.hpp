#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace hubmine::crawl {

/// Notices a walk whose pages come round again. It keeps the rows of one page, a later one each
/// time that the walk has doubled (Brent, "An improved Monte Carlo factorization algorithm", 1980),
/// so that a circle of any length is found. A page may repeat another once: pages shift while they
/// are walked. So may one empty page be followed by another page, but not by an empty one.
class PageCircle {
  public:
    /// Takes the next page; true when it brought nothing but the kept page's rows once too often.
    [[nodiscard]] bool closes(std::vector<std::uint64_t> rows);

  private:
    std::vector<std::uint64_t> kept_;  ///< sorted
    std::int64_t pages_ = 0;
    std::int64_t kept_at_ = 0;  ///< number of the page that is kept, counted from 1
    int repeats_ = 0;
    int empty_ = 0;  ///< pages without a row, one after the other
};

/// A row as PageCircle knows it.
[[nodiscard]] std::uint64_t row_mark(std::string_view name);

/// The rows of a page as PageCircle knows them; `mark_of` gives the mark of one.
template <typename Row, typename MarkOf>
[[nodiscard]] std::vector<std::uint64_t> marks_of(const std::vector<Row>& rows,
                                                  const MarkOf& mark_of) {
    std::vector<std::uint64_t> marks;
    marks.reserve(rows.size());
    for (const Row& row : rows) {
        marks.push_back(mark_of(row));
    }
    return marks;
}

}  // namespace hubmine::crawl
