@mid
Feature: Free disk space
  An upgrade that runs out of disk space leaves half a program behind. Which gigabyte is meant is not said: 10^9 bytes less
  one are too few, 2^30 bytes are enough, and what lies between is left alone.
  Documentation: MID Server upgrades, "Pre-upgrade tests" and "Errors that block the upgrade".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 2

  @PRE-DISK
  Rule: Less than 1 GB of free disk space blocks the upgrade, and issue and agent log give the number of bytes

    Scenario Outline: Too few bytes are reported in both places, and hold the upgrade back until there are enough
      Given the host of "berlin" has <free> bytes of free disk space
      When "berlin" is asked to upgrade to <assigned> <way>
      Then an issue and the agent log of "berlin" say "Not enough free disk space. The system reports <n> bytes free"
      And "berlin" upgrades to <assigned> once all is well, and not before

      Examples:
        | case                           | free        | n         | assigned                 | way          |
        | hour, a byte less than 10^9    | 999,999,999 | 999999999 | Orlando Patch 3          | at the hour  |
        | hour, nothing, older           | 0           | 0         | Orlando Patch 1          | at the hour  |
        | hour, half of it, hotfix       | 500,000,000 | 500000000 | Orlando Patch 2 Hotfix 1 | at the hour  |
        | hour, a tenth, the next family | 99,999,999  | 99999999  | Paris Patch 1            | at the hour  |
        | command, a byte                | 1           | 1         | Orlando Patch 3          | by command   |
        | command, older hotfix          | 999,999,999 | 999999999 | Orlando Patch 1 Hotfix 1 | by command   |
        | click, nothing                 | 0           | 0         | Orlando Patch 3          | by hand      |
        | click, the family before       | 700,000,000 | 700000000 | New York Patch 9         | by hand      |
        | start, a byte less than 10^9   | 999,999,999 | 999999999 | Orlando Patch 3          | at its start |
        | pin, half of it                | 500,000,000 | 500000000 | Orlando Patch 4          | by its pin   |

    Scenario Outline: 1,073,741,824 bytes are enough, and so is whatever is more
      Given the host of "berlin" has <free> bytes of free disk space
      When "berlin" is asked to upgrade to <assigned> <way>
      Then "berlin" has run Orlando Patch 2, then <assigned>, and has no open issue

      Examples:
        | case                                  | free              | assigned        | way          |
        | hour                                  | 1,073,741,824     | Orlando Patch 3 | at the hour  |
        | command                               | 1,073,741,824     | Orlando Patch 4 | by command   |
        | start                                 | 1,073,741,824     | Paris Patch 1   | at its start |
        | more than 31 bits hold                | 3,000,000,000     | Orlando Patch 3 | at the hour  |
        | 500,000,000 more than 32 bits hold    | 4,794,967,296     | Orlando Patch 3 | at the hour  |
        | a large disk, whose lower bits are 0  | 8,796,093,022,208 | Orlando Patch 3 | by command   |

    Scenario: The issue is resolved by the check that finds enough bytes and upgrades
      Given the host of "berlin" has 999,999,999 bytes of free disk space
      And "berlin" is asked to upgrade to Orlando Patch 3 at the hour
      When the host of "berlin" has 1,073,741,824 bytes of free disk space
      And the next check is over
      Then "berlin" has run Orlando Patch 2, then Orlando Patch 3, and has no open issue

    Scenario: The number of free bytes is that of the last check, and not of the first
      Given the host of "berlin" has 0.5 GB of free disk space
      And "berlin" is asked to upgrade to Orlando Patch 3 at the hour
      When the host of "berlin" has 0.3 GB of free disk space
      And the next check is over
      Then an issue and the agent log of "berlin" say "Not enough free disk space. The system reports 300000000 bytes free"
      And "berlin" upgrades to Orlando Patch 3 once all is well

    Scenario: A disk that has filled up since the last upgrade blocks the next one
      Given "berlin" is asked to upgrade to Orlando Patch 3 at the hour
      When the host of "berlin" has 999,999,999 bytes of free disk space
      And "berlin" is asked to upgrade to Orlando Patch 4 at the hour
      Then an issue of "berlin" says "Not enough free disk space. The system reports 999999999 bytes free"
      And "berlin" has run Orlando Patch 2, then Orlando Patch 3
      And "berlin" upgrades to Orlando Patch 4 once all is well

    Scenario: After three days without enough bytes the log still says so
      Given the host of "berlin" has 0.5 GB of free disk space
      And Orlando Patch 3 is assigned
      And 3 days pass
      When the next check is over
      Then an issue and the agent log of "berlin" say "Not enough free disk space. The system reports 500000000 bytes free"
      And "berlin" upgrades to Orlando Patch 3 once all is well

    Scenario: The full disk of one host is no issue of another MID Server, whose name begins alike
      Given the MID Server "berlina" runs Orlando Patch 2
      And the host of "berlina" has 0 bytes of free disk space
      When "berlin" is asked to upgrade to Orlando Patch 3 at the hour
      Then an issue of "berlina" says "Not enough free disk space. The system reports 0 bytes free"
      And "berlina" has run Orlando Patch 2
      And "berlin" has run Orlando Patch 2, then Orlando Patch 3, and has no open issue
