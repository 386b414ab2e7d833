#include "parquet_runs.hpp"

#include "thrift_compact.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>

namespace hubmine::output {

namespace {

constexpr std::size_t kPackedTogether = 8;

/// Numbers are appended as runs and packed groups by turns.
template <typename Number>
class RunWriter {
  public:
    RunWriter(std::string& bytes, std::span<const Number> numbers, unsigned bits)
        : bytes_(bytes), numbers_(numbers), bits_(bits) {}

    void write() {
        std::size_t at = 0;
        while (at < numbers_.size()) {
            const std::size_t run = run_at(at);
            // Packed groups are whole but for the last one: a run lends what they lack.
            const std::size_t lacking =
                (kPackedTogether - (at - packed_from_) % kPackedTogether) % kPackedTogether;
            if (run >= kPackedTogether + lacking) {
                end_packed(at + lacking);
                append_run(numbers_[at], run - lacking);
                packed_from_ = at + run;
            }
            at += run;
        }
        end_packed(numbers_.size());
    }

  private:
    [[nodiscard]] std::size_t run_at(std::size_t at) const {
        std::size_t end = at + 1;
        while (end < numbers_.size() && numbers_[end] == numbers_[at]) {
            ++end;
        }
        return end - at;
    }

    void append_run(std::uint32_t number, std::size_t length) {
        append_varint(bytes_, std::uint64_t{length} << 1U);
        for (unsigned shift = 0; shift < bits_; shift += 8) {
            bytes_ += static_cast<char>((number >> shift) & 0xFFU);
        }
    }

    /// What waits before `end`, filled up with zeros where it is no whole group.
    void end_packed(std::size_t end) {
        if (packed_from_ == end) {
            return;
        }
        const std::size_t groups = (end - packed_from_ + kPackedTogether - 1) / kPackedTogether;
        append_varint(bytes_, (std::uint64_t{groups} << 1U) | 1U);
        std::uint64_t waiting = 0;
        unsigned filled = 0;
        for (std::size_t i = 0; i < groups * kPackedTogether; ++i) {
            const std::size_t at = packed_from_ + i;
            const std::uint64_t number = at < end ? numbers_[at] : 0;
            waiting |= number << filled;
            for (filled += bits_; filled >= 8; filled -= 8) {
                bytes_ += static_cast<char>(waiting & 0xFFU);
                waiting >>= 8U;
            }
        }
        packed_from_ = end;
    }

    std::string& bytes_;
    std::span<const Number> numbers_;
    unsigned bits_;
    std::size_t packed_from_ = 0;
};

}  // namespace

unsigned bits_for(std::uint32_t most) {
    return static_cast<unsigned>(std::bit_width(most));
}

void append_runs(std::string& bytes, std::span<const std::uint32_t> numbers, unsigned bits) {
    RunWriter<std::uint32_t>(bytes, numbers, bits).write();
}

void append_runs(std::string& bytes, std::span<const std::uint8_t> levels) {
    RunWriter<std::uint8_t>(bytes, levels, 1).write();
}

}  // namespace hubmine::output
