#include "id_list.hpp"

#include <array>
#include <charconv>
#include <utility>

namespace hubmine::store {

void IdListWriter::add(std::int64_t id) {
    std::array<char, 20> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), id).ptr;
    if (text_.size() > 1) {
        text_ += ',';
    }
    text_.append(digits.data(), end);
}

std::string IdListWriter::finish() {
    text_ += ']';
    std::string finished = std::move(text_);
    text_.assign(1, '[');
    return finished;
}

}  // namespace hubmine::store
