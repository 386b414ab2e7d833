#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace hubmine::output {

/// How many bits the numbers 0 .. most take.
[[nodiscard]] unsigned bits_for(std::uint32_t most);

/// Appends numbers of so many bits as Parquet's hybrid of runs and packed bits: eight and more of
/// one number are a run, what stands between runs is packed in groups of eight. Levels and indices
/// of dictionaries are written that way.
void append_runs(std::string& bytes, std::span<const std::uint32_t> numbers, unsigned bits);
/// The same of 0 and 1.
void append_runs(std::string& bytes, std::span<const std::uint8_t> levels);

}  // namespace hubmine::output
