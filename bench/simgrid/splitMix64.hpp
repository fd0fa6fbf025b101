// The generator that both sides of vmload draw from: SplitMix64, the same numbers as ../splitMix64.mjs.
#pragma once
#include <cmath>
#include <cstdint>

class SplitMix64 {
  uint64_t state;

public:
  explicit SplitMix64(uint32_t seed) : state(seed) {}

  // In [0, 1), of 53 bits.
  double uniform()
  {
    uint64_t mixed = (state += 0x9e3779b97f4a7c15u);
    mixed          = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9u;
    mixed          = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebu;
    return static_cast<double>((mixed ^ (mixed >> 31)) >> 11) / 9007199254740992.0;
  }

  // A whole number in [0, count).
  uint32_t below(uint32_t count) { return static_cast<uint32_t>(uniform() * count); }

  // Of mean 1 / rate.
  double exponential(double rate) { return -std::log(1 - uniform()) / rate; }

  // Of mean 0 and deviation 1, by Box and Muller.
  double gaussian()
  {
    const double u = 1 - uniform();
    return std::sqrt(-2 * std::log(u)) * std::cos(2 * M_PI * uniform());
  }
};
