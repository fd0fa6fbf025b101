// What a run has cost, printed as one line of JSON; the same fields as ../measured.mjs.
#pragma once
#include <cstdio>
#include <cstring>
#include <ctime>
#include <simgrid/s4u.hpp>
#include <simgrid/version.h>
#include <string>

// CPU seconds of this process so far, user and system.
inline double cpuSeconds()
{
  timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return time.tv_sec + time.tv_nsec * 1e-9;
}

// The most memory it has had, in MiB. Of getrusage one would get that of the process that has started this one too.
inline double peakMebibytes()
{
  double kibibytes = 0;
  char line[256];
  FILE* status = std::fopen("/proc/self/status", "r");
  while (status != nullptr && std::fgets(line, sizeof line, status) != nullptr)
    if (std::strncmp(line, "VmHWM:", 6) == 0)
      std::sscanf(line + 6, "%lf", &kibibytes);
  if (status != nullptr)
    std::fclose(status);
  return kibibytes / 1024;
}

// `more`: what else a program has to say, as further fields, each after a comma.
inline void printMeasured(double end, int digits, double runCpu, long count, const std::string& more = "")
{
  std::printf("{\"by\":\"SimGrid %d.%d\",\"end\":\"%.*f\",\"runCpu\":%.6f,\"wholeCpu\":%.6f,\"peak\":%.1f,\"count\":%ld%s}\n",
              SIMGRID_VERSION_MAJOR, SIMGRID_VERSION_MINOR, digits, end, runCpu, cpuSeconds(), peakMebibytes(), count,
              more.c_str());
}
