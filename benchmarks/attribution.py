"""How often “local or external” is right on made-up episodes: a confusion table, with all evidence and with less of it.

The rules were set with seeds below 1,000 and looked at with 1,000–1,059 and from 2,000 on. The table of the documentation is
of seeds 3,000–3,039, which were run once, after the last change of the rules.
Simulated episodes only: how well the method does on real ones is not known.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from yanqing_eco_plugin.core.demo.transport_episodes import SCENARIOS, simulated_episode  # noqa: E402
from yanqing_eco_plugin.core.transport import VERDICTS, attribute  # noqa: E402

FIRST, COUNT = 3_000, 40
CASES = {
    "all evidence": (),
    "no lidar, no flux": ("aloft", "flux", "mixing"),
    "stations inside only": ("outside", "aloft", "flux"),
    "no wind field": ("wind", "aloft", "flux"),
}


def main(first: int = FIRST, count: int = COUNT) -> int:
    worst = 0.0
    for name, without in CASES.items():
        start, covered, errors, widths, wrong = time.perf_counter(), [], [], [], 0
        print(
            f"\n{name}: seeds {first}–{first + count - 1}\n{'':12}" + "".join(f"{verdict:>11}" for verdict in VERDICTS)
        )
        for scenario in SCENARIOS:
            found = Counter()
            for seed in range(first, first + count):
                one = simulated_episode(scenario, seed, without=without)
                answer = attribute(one.data)
                found[answer.verdict] += 1
                covered.append(answer.low <= one.external_share <= answer.high)
                errors.append(abs(answer.share - one.external_share))
                widths.append(answer.high - answer.low)
                wrong += answer.verdict == "external" and one.external_share < 0.4
                wrong += answer.verdict == "local" and one.external_share > 0.6
            print(f"{scenario:12}" + "".join(f"{found[verdict]:11d}" for verdict in VERDICTS))
        share = 100.0 * wrong / (count * len(SCENARIOS))
        worst = max(worst, share)
        print(
            f"truth within the range {100 * np.mean(covered):.0f} %, mean error {np.mean(errors):.2f}, mean width "
            f"{np.mean(widths):.2f}, plainly wrong {share:.1f} %, {time.perf_counter() - start:.0f} s"
        )
    return int(worst > 5.0)


if __name__ == "__main__":
    sys.exit(main(*(int(word) for word in sys.argv[1:3])))
