#pragma once

#include <memory>
#include <string>
#include <string_view>

struct ZSTD_CCtx_s;

namespace hubmine::output {

/// Packs texts by Zstandard, each on its own.
class ZstdPacker {
  public:
    /// Throws core::Error when there is no memory for it.
    ZstdPacker();

    /// Valid until the next call.
    [[nodiscard]] std::string_view pack(std::string_view bytes);

  private:
    struct Free {
        void operator()(ZSTD_CCtx_s* context) const noexcept;
    };
    std::unique_ptr<ZSTD_CCtx_s, Free> context_;
    std::string packed_;
};

}  // namespace hubmine::output
