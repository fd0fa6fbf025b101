// What happens in vmload; the same as ../vmEvents.mjs, which says what it is.
#pragma once
#include "splitMix64.hpp"
#include <algorithm>
#include <vector>

const int vmsPerHost     = 10;
const double meanPercent = 60;

struct VmEvent {
  double date;
  bool isMigration;
  int vm;
  int value; // percent of a core, or a host
};

inline std::vector<VmEvent> drawEvents(int hosts, double duration, double migrationRate)
{
  SplitMix64 loads(3);
  SplitMix64 migrations(4);
  const int vms         = hosts * vmsPerHost;
  const double loadRate = vms / 300.0;
  std::vector<VmEvent> events;
  double nextLoad      = loads.exponential(loadRate);
  double nextMigration = migrationRate > 0 ? migrations.exponential(migrationRate) : duration;
  while (std::min(nextLoad, nextMigration) < duration) {
    if (nextLoad > nextMigration) {
      const int vm = migrations.below(vms);
      events.push_back({nextMigration, true, vm, static_cast<int>(migrations.below(hosts))});
      nextMigration += migrations.exponential(migrationRate);
    } else {
      const int vm         = loads.below(vms);
      const double percent = std::min(100.0, std::max(0.0, meanPercent + 20 * loads.gaussian()));
      events.push_back({nextLoad, false, vm, static_cast<int>(std::round(percent / 10)) * 10});
      nextLoad += loads.exponential(loadRate);
    }
  }
  return events;
}
