#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace hubmine::store {

/// Writes a JSON array of row ids, '[3,17]': short, and json_each reads it.
class IdListWriter {
  public:
    void add(std::int64_t id);
    /// '[]' when nothing was added. Starts anew afterwards.
    [[nodiscard]] std::string finish();

  private:
    std::string text_ = std::string(1, '[');
};

/// Calls `visit(id)` for every number in such an array, nested or not, in order.
template <typename Visit>
void for_each_id(std::string_view text, Visit visit) {
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at != end) {
        if (*at < '0' || *at > '9') {
            ++at;
            continue;
        }
        std::int64_t id = 0;
        for (; at != end && *at >= '0' && *at <= '9'; ++at) {
            id = id * 10 + (*at - '0');
        }
        visit(id);
    }
}

}  // namespace hubmine::store
