@mid
Feature: Versions that are older than the Upgrade state
  The statuses Upgrading and Upgrade Failed came with Istanbul. A MID Server from before does not know them, whatever its
  instance knows. Families count in the order of their release; after Zurich their names begin at A again.
  Documentation: MID Server upgrades, "The Upgrade state".

  @STATE-PRE-ISTANBUL @older-agents
  Rule: A MID Server that is older than Istanbul never shows the status Upgrading

    Scenario Outline: From before Istanbul
      Given the MID Server "berlin" runs Helsinki Patch 12a on Windows
      And <assigned> is assigned
      When 1 hour and 30 minutes pass
      Then "berlin" has run Helsinki Patch 12a, then <assigned>
      And the instance has seen "berlin" as Up

      Examples:
        | case          | assigned         |
        | to Istanbul   | Istanbul Patch 8 |
        | far beyond it | Orlando Patch 2  |

    Scenario Outline: From Istanbul on
      Given the MID Server "berlin" runs Istanbul Patch 8 on Windows
      And <assigned> is assigned
      When 1 hour and 30 minutes pass
      Then "berlin" has run Istanbul Patch 8, then <assigned>
      And the instance has seen "berlin" as Up, Upgrading, Up

      Examples:
        | case            | assigned           |
        | to Jakarta      | Jakarta Patch 8    |
        | within Istanbul | Istanbul Patch 11a |

  @STATE-PRE-ISTANBUL-FAILED @older-agents
  Rule: A MID Server that is older than Istanbul never shows the status Upgrade Failed

    Scenario: From before Istanbul, the download fails
      Given the MID Server "berlin" runs Helsinki Patch 12a on Windows
      And the download site answers requests for packages with error 500
      And Istanbul Patch 8 is assigned
      When 1 hour and 30 minutes pass
      Then "berlin" has tried to download a package
      And "berlin" has run Helsinki Patch 12a
      And the instance has seen "berlin" as Up

    Scenario: From Istanbul, the download fails as well
      Given the MID Server "berlin" runs Istanbul Patch 8 on Windows
      And the download site answers requests for packages with error 500
      And Jakarta Patch 8 is assigned
      When 1 hour and 30 minutes pass
      Then "berlin" has tried to download a package
      And "berlin" is Upgrade Failed

  @STATE-RELEASE-ORDER
  Rule: Families compare in the order of their release, not by their letters

    Scenario Outline: The alphabet begins again
      Given the MID Server "berlin" runs <installed>
      And <assigned> is assigned
      When 1 hour and 30 minutes pass
      Then "berlin" has run <installed>, then <assigned>
      And the instance has seen "berlin" as Up, Upgrading, Up

      Examples:
        | case                | installed                  | assigned                                                       |
        | Zurich to Australia | Zurich Patch 7b Hotfix 2   | Australia Patch 2 Hotfix 2                                     |
        | Australia to Brazil | Australia Patch 2 Hotfix 2 | the build brazil-08-12-2026__patch0-09-02-2026_09-10-2026_1200 |
