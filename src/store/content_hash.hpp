#pragma once

#include "hubmine/core/time.hpp"
#include "hubmine/hub/records.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hubmine::store {

/// Mixes eight bytes at a time; multiplication and shift as in the finalizer of MurmurHash3. The
/// same on every machine.
class ContentHash {
  public:
    void add(std::uint64_t value) {
        state_ = (state_ ^ value) * 0xFF51AFD7ED558CCDULL;
        state_ ^= state_ >> 32U;
    }
    void add(std::string_view text) {
        add(text.size());
        while (text.size() >= sizeof(std::uint64_t)) {
            add(word(text.substr(0, sizeof(std::uint64_t))));
            text.remove_prefix(sizeof(std::uint64_t));
        }
        add(word(text));
    }
    template <typename T>
    void add(const std::optional<T>& value) {
        add(std::uint64_t{value ? 1U : 0U});
        if (value) {
            add_value(*value);
        }
    }
    [[nodiscard]] std::int64_t value() const { return static_cast<std::int64_t>(state_); }

  private:
    static std::uint64_t word(std::string_view bytes) {
        std::uint64_t result = 0;
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            result |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8U * i);
        }
        return result;
    }
    void add_value(const std::string& text) { add(std::string_view(text)); }
    void add_value(bool value) { add(std::uint64_t{value ? 1U : 0U}); }
    void add_value(std::int64_t value) { add(static_cast<std::uint64_t>(value)); }
    void add_value(core::Timestamp time) { add_value(time.time_since_epoch().count()); }
    void add_value(const hub::BaseModel& model) {
        add_value(model.id);
        add_value(model.relation);
    }
    template <typename T>
    void add_value(const std::vector<T>& values) {
        add(std::uint64_t{values.size()});
        for (const T& value : values) {
            add_value(value);
        }
    }

    std::uint64_t state_ = 0x9E3779B97F4A7C15ULL;
};

}  // namespace hubmine::store
