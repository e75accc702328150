@mid
Feature: The status Upgrading
  While a MID Server upgrades, its instance must not take it for one that works: the old version might misunderstand what
  the new instance says. Where the status begins, with the tests, the permit or the download, is free.
  Documentation: MID Server upgrades, "The Upgrade state".

  @STATE-UPGRADING
  Rule: The status is Upgrading while the upgrade runs, and Up once it has succeeded

    Scenario Outline: The instance sees an upgrade from its beginning to its end, whatever has asked for it
      Given the MID Server "berlin" runs <installed>
      When "berlin" is asked to upgrade to <assigned> <way>
      Then the instance has seen "berlin" as Up, Upgrading, Up
      And the installed files of "berlin" were replaced in the status Upgrading
      And "berlin" has run <installed>, then <assigned>

      Examples:
        | case                   | installed                        | assigned                          | way                           |
        | hour, newer patch      | Orlando Patch 1                  | Orlando Patch 2                   | at the hour                   |
        | hour, older patch      | Orlando Patch 2                  | Orlando Patch 1                   | at the hour                   |
        | hour, next family      | Orlando Patch 1                  | Paris Patch 1                     | at the hour                   |
        | hour, before Istanbul  | Istanbul Patch 8                 | Helsinki Patch 12a                | at the hour                   |
        | command, hotfix        | Orlando Patch 1                  | Orlando Patch 1 Hotfix 1          | by command                    |
        | command, family before | Orlando Patch 1                  | New York Patch 9                  | by command                    |
        | click, another build   | San Diego Patch 10 (first build) | San Diego Patch 10 (second build) | by hand                       |
        | click, next family     | New York Patch 9                 | Orlando Patch 1                   | by hand                       |
        | override               | Orlando Patch 2                  | Orlando Patch 1 Hotfix 2          | by the override               |
        | instance               | Orlando Patch 1                  | Orlando Patch 2                   | by an upgrade of the instance |

    Scenario Outline: The instance sees an upgrade that comes with a start
      Given the MID Server "berlin" runs <installed>
      When "berlin" is asked to upgrade to <assigned> <way>
      Then the instance has seen "berlin" as Up, Down, Up, Upgrading, Up
      And the installed files of "berlin" were replaced in the status Upgrading

      Examples:
        | case                 | installed       | assigned                 | way          |
        | start, newer patch   | Orlando Patch 1 | Orlando Patch 2          | at its start |
        | start, family before | Orlando Patch 1 | New York Patch 9         | at its start |
        | pin, older patch     | Orlando Patch 2 | Orlando Patch 1 Hotfix 1 | by its pin   |
        | pin, next family     | Orlando Patch 1 | Paris Patch 1            | by its pin   |

    Scenario: The instance sees a second and a third upgrade like the first
      Given the MID Server "berlin" runs Orlando Patch 1
      When "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      And "berlin" is asked to upgrade to Orlando Patch 3 by command
      And "berlin" is asked to upgrade to Orlando Patch 1 by hand
      Then the instance has seen "berlin" as Up, Upgrading, Up, Upgrading, Up, Upgrading, Up
      And the installed files of "berlin" were replaced in the status Upgrading

    Scenario: The record names the old version until the new one runs
      Given the MID Server "berlin" runs Orlando Patch 1
      And the host of "berlin" takes 60 minutes to restart the service
      And Orlando Patch 2 is assigned
      When up to 2 hours pass until "berlin" is Upgrading
      And 30 minutes pass
      Then the instance has seen "berlin" as Up, Upgrading
      And the record of "berlin" says Orlando Patch 1
      And "berlin" upgrades to Orlando Patch 2 once all is well
      And the record of "berlin" says Orlando Patch 2

    Scenario Outline: The status stays Upgrading, whatever comes in the middle of the upgrade
      Given the MID Server "berlin" runs Orlando Patch 1
      And the host of "berlin" takes 60 minutes to extract a package
      And the property mid.version.override is Orlando Patch 2
      When up to 2 hours pass until "berlin" is Upgrading
      And <event>
      And 30 minutes pass
      Then the instance has seen "berlin" as Up, Upgrading
      And "berlin" upgrades to Orlando Patch 2 once all is well

      Examples:
        | case                      | event                                          |
        | a command to pause        | the command "pauseMid" is sent to "berlin"     |
        | a command to upgrade      | the command "autoUpgrade" is sent to "berlin"  |
        | a click on Pause MID      | an administrator clicks Pause MID for "berlin" |
        | a restart of the instance | the instance is restarted                      |
        | its upgrade               | the instance is upgraded to Orlando Patch 2    |

    Scenario Outline: An upgrade that was cut short by its host, in whichever step, is over after the next start
      Given the MID Server "berlin" runs Orlando Patch 1
      And the host of "berlin" takes <duration> to <work>
      And <version> is assigned
      When up to 2 hours pass until "berlin" is Upgrading
      And <time> pass
      And "berlin" is stopped
      Then "berlin" is Down
      And "berlin" upgrades to <version> once all is well
      And "berlin" is Up

      Examples:
        | case               | duration   | work                | version                  | time       |
        | the first package  | 5 minutes  | extract a package   | Orlando Patch 2          | 2 minutes  |
        | the second package | 20 minutes | extract a package   | Paris Patch 1            | 25 minutes |
        | the restart        | 60 minutes | restart the service | Orlando Patch 0 Hotfix 1 | 30 minutes |

    Scenario Outline: A failed upgrade within the family changes neither the version that runs nor the one in the record
      Given the MID Server "berlin" runs Orlando Patch 2
      And <fault>
      When "berlin" is asked to upgrade to <assigned> <way>
      Then "berlin" is Up within a day
      And the record of "berlin" says Orlando Patch 2
      And "berlin" upgrades to <assigned> once all is well, and not before

      Examples:
        | case                     | fault                                                                  | assigned                 | way          |
        | download, newer, hour    | the download site answers requests for packages with error 500         | Orlando Patch 3          | at the hour  |
        | verified, older, command | the download site answers requests for packages with tampered packages | Orlando Patch 1          | by command   |
        | replaced, hotfix, click  | the host of "berlin" refuses to replace a third file                   | Orlando Patch 2 Hotfix 1 | by hand      |
        | extracted, newer, start  | the host of "berlin" refuses to extract packages                       | Orlando Patch 3          | at its start |

    Scenario Outline: A status that could not be told is told again
      Given the MID Server "berlin" runs Orlando Patch 1
      And the instance answers reports of a status with <answer>
      And "berlin" is asked to upgrade to <version> <way>
      When the instance works again
      And the next check is over
      Then "berlin" is Up
      And the record of "berlin" says <version>
      And "berlin" still follows the instance

      Examples:
        | case             | answer    | version                  | way          |
        | hour, error      | error 500 | Orlando Patch 2          | at the hour  |
        | command, busy    | error 503 | Orlando Patch 1 Hotfix 1 | by command   |
        | click, forbidden | error 403 | Orlando Patch 3          | by hand      |
        | start, error     | error 500 | Orlando Patch 0 Hotfix 1 | at its start |

    Scenario Outline: The end of an upgrade that could not be told is told again, whether it succeeded or not
      Given the MID Server "berlin" runs Orlando Patch 1
      And the host of "berlin" takes 20 minutes to extract a package
      And <trouble>
      And "berlin" is asked to upgrade to Orlando Patch 2 by command
      When the instance answers reports of a status with error 500
      And 3 hours pass
      And the instance works again
      Then "berlin" is Up within a day
      And "berlin" upgrades to Orlando Patch 2 once all is well

      Examples:
        | case      | trouble                                              |
        | succeeded | the host of "berlin" has 50 GB of free disk space    |
        | failed    | the host of "berlin" refuses to replace a third file |
