// The generator that both sides draw from: mulberry32, the same numbers as ../mulberry32.mjs.
#pragma once
#include <cmath>
#include <cstdint>

class Mulberry32 {
  uint32_t state;

public:
  explicit Mulberry32(uint32_t seed) : state(seed) {}

  // In [0, 1).
  double uniform()
  {
    state += 0x6D2B79F5u;
    uint32_t mixed = (state ^ (state >> 15)) * (state | 1u);
    mixed ^= mixed + (mixed ^ (mixed >> 7)) * (mixed | 61u);
    return (mixed ^ (mixed >> 14)) / 4294967296.0;
  }

  // A whole number in [0, count).
  uint32_t below(uint32_t count) { return static_cast<uint32_t>(uniform() * count); }

  // A whole number of units in [low, high).
  double between(double low, double high) { return std::floor(low + (high - low) * uniform()); }
};
