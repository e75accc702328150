@mid
Feature: Versions that are older than the Upgrade state
  The statuses Upgrading and Upgrade Failed came with Istanbul. A MID Server from before does not know them, whatever its
  instance knows; it may say that it is Down while its service restarts. Families count in the order of their release; after
  Zurich their names begin at A again.
  Documentation: MID Server upgrades, "The Upgrade state".

  @STATE-PRE-ISTANBUL @older-agents
  Rule: A MID Server that is older than Istanbul never shows the status Upgrading

    Scenario Outline: An upgrade from before Istanbul is done without the status Upgrading
      Given the MID Server "berlin" runs Helsinki Patch 12a
      When "berlin" is asked to upgrade to <assigned> <way>
      Then "berlin" has run Helsinki Patch 12a, then <assigned>
      And "berlin" has never been Upgrading

      Examples:
        | case                  | assigned           | way                           |
        | to Istanbul, hour     | Istanbul Patch 8   | at the hour                   |
        | to Istanbul, command  | Istanbul Patch 11a | by command                    |
        | to Istanbul, click    | Istanbul Patch 8   | by hand                       |
        | to Jakarta, start     | Jakarta Patch 8    | at its start                  |
        | to Istanbul, pin      | Istanbul Patch 8   | by its pin                    |
        | to Istanbul, override | Istanbul Patch 8   | by the override               |
        | to Istanbul, instance | Istanbul Patch 8   | by an upgrade of the instance |
        | far beyond it, hour   | Madrid Patch 10    | at the hour                   |

    Scenario Outline: An upgrade from before Istanbul to Orlando is done without the status Upgrading
      Given the MID Server "berlin" runs Helsinki Patch 12a on Windows
      When "berlin" is asked to upgrade to Orlando Patch 2 <way>
      Then "berlin" has run Helsinki Patch 12a, then Orlando Patch 2
      And "berlin" has never been Upgrading

      Examples:
        | case    | way         |
        | hour    | at the hour |
        | command | by command  |

    Scenario: An upgrade from before Istanbul that fails and then succeeds is done without the status Upgrading
      Given the MID Server "berlin" runs Helsinki Patch 12a
      And the host of "berlin" refuses to extract packages
      When "berlin" is asked to upgrade to Istanbul Patch 8 at the hour
      Then "berlin" upgrades to Istanbul Patch 8 once all is well
      And "berlin" has never been Upgrading

    Scenario Outline: An upgrade from Istanbul on shows the status Upgrading
      Given the MID Server "berlin" runs <installed>
      When "berlin" is asked to upgrade to <assigned> <way>
      Then "berlin" has run <installed>, then <assigned>
      And the instance has seen "berlin" as Up, Upgrading, Up

      Examples:
        | case                     | installed          | assigned           | way         |
        | to Jakarta               | Istanbul Patch 8   | Jakarta Patch 8    | at the hour |
        | within Istanbul          | Istanbul Patch 8   | Istanbul Patch 11a | at the hour |
        | within Istanbul, command | Istanbul Patch 11a | Istanbul Patch 8   | by command  |
        | from Jakarta, click      | Jakarta Patch 0    | Jakarta Patch 8    | by hand     |

  @STATE-PRE-ISTANBUL-FAILED @older-agents
  Rule: A MID Server that is older than Istanbul never shows the status Upgrade Failed

    Scenario Outline: An upgrade from before Istanbul fails without the status Upgrade Failed
      Given the MID Server "berlin" runs Helsinki Patch 12a
      And <fault>
      When "berlin" is asked to upgrade to Istanbul Patch 8 <way>
      Then "berlin" upgrades to Istanbul Patch 8 once all is well, and not before
      And "berlin" has never been Upgrade Failed

      Examples:
        | case               | fault                                                          | way          |
        | download, hour     | the download site answers requests for packages with error 500 | at the hour  |
        | test, command      | the host of "berlin" has 0.5 GB of free disk space             | by command   |
        | replacement, click | the host of "berlin" refuses to replace a third file           | by hand      |
        | extraction, start  | the host of "berlin" refuses to extract packages               | at its start |

    Scenario Outline: An upgrade from Istanbul to another family fails with the status Upgrade Failed
      Given the MID Server "berlin" runs Istanbul Patch 8
      And <fault>
      When "berlin" is asked to upgrade to <assigned> at the hour
      Then "berlin" has run Istanbul Patch 8
      And "berlin" is Upgrade Failed

      Examples:
        | case               | fault                                                          | assigned           |
        | download, Jakarta  | the download site answers requests for packages with error 500 | Jakarta Patch 8    |
        | test, Jakarta      | the host of "berlin" has 0.5 GB of free disk space             | Jakarta Patch 8    |
        | download, Helsinki | the download site answers requests for packages with error 500 | Helsinki Patch 12a |

  @STATE-RELEASE-ORDER
  Rule: Families compare in the order of their release, not by their letters

    Scenario Outline: An upgrade to a family after Zurich shows the status Upgrading, as its MID Server is not older
      Given the MID Server "berlin" runs <installed>
      When "berlin" is asked to upgrade to <assigned> <way>
      Then "berlin" has run <installed>, then <assigned>
      And the instance has seen "berlin" as Up, Upgrading, Up

      Examples:
        | case                | installed                  | assigned                                                       | way         |
        | Zurich to Australia | Zurich Patch 7b Hotfix 2   | Australia Patch 2 Hotfix 2                                     | at the hour |
        | Australia to Brazil | Australia Patch 2 Hotfix 2 | the build brazil-08-12-2026__patch0-09-02-2026_09-10-2026_1200 | by command  |
        | Australia to Zurich | Australia Patch 2 Hotfix 2 | Zurich Patch 7b Hotfix 2                                       | by hand     |
