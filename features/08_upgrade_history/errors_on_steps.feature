@mid
Feature: Errors in the upgrade history
  A step that failed says so, and says why: its message is made for the occasion, so that people can tell one error from another
  without the host at hand. No test stands before the upgrade here, as it might find the cause first.
  Documentation: MID Server upgrades, "MID Server Upgrade History".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 1
    And the parameter mid.upgrade.run_precheck of "berlin" is "false"

  @HIST-ERROR
  Rule: Errors of different kinds give different messages

    Scenario Outline: The second error is told in other words than the first
      Given <first>
      When "berlin" is asked to upgrade to <version> by an upgrade of the instance
      Then a step of "berlin" has failed with a message of its own
      When <mended>
      And <second>
      And up to 24 hours pass until "berlin" is Up
      And the next check is over
      Then a step of "berlin" has failed with a message of its own
      And "berlin" upgrades to <version> once all is well

      Examples:
        | case                       | version                  | first                                                                  | mended                        | second                                                                 |
        | download, verification     | Orlando Patch 2          | the download site answers requests for packages with error 500         | the download site works again | the download site answers requests for packages with tampered packages |
        | download, installation     | Orlando Patch 0 Hotfix 2 | the download site answers requests for packages with error 500         | the download site works again | the host of "berlin" refuses to extract packages                       |
        | verification, installation | Orlando Patch 1 Hotfix 1 | the download site answers requests for packages with tampered packages | the download site works again | the host of "berlin" refuses to extract packages                       |

    Scenario Outline: A failed installation is told of, whatever has asked for the upgrade
      Given the instance is upgraded to <version>
      And 1 hour passes
      And "berlin" is asked to upgrade to Orlando Patch 1 by command
      And the host of "berlin" refuses to extract packages
      When "berlin" is asked to upgrade to <version> <way>
      Then a step of "berlin" has failed with a message of its own
      And "berlin" upgrades to <version> once all is well

      Examples:
        | case        | version                  | way          |
        | hour        | Orlando Patch 2          | at the hour  |
        | hour, older | Orlando Patch 0 Hotfix 1 | at the hour  |
        | command     | Orlando Patch 1 Hotfix 2 | by command   |
        | click       | Orlando Patch 3          | by hand      |
        | start       | Orlando Patch 2          | at its start |

    Scenario Outline: What has failed on the way to another family is told of as well
      Given <error>
      When "berlin" is asked to upgrade to <version> by an upgrade of the instance
      Then a step of "berlin" has failed with a message of its own
      And "berlin" is Upgrade Failed

      Examples:
        | case                         | version          | error                                                                  |
        | the next one, download       | Paris Patch 1    | the download site answers requests for packages with error 500         |
        | the one before, verification | New York Patch 9 | the download site answers requests for packages with tampered packages |
        | the next one, installation   | Paris Patch 1    | the host of "berlin" refuses to replace a third file                   |

    Scenario: Of two MID Servers each tells of its own error
      Given the MID Server "berlina" runs Orlando Patch 1
      And the host of "berlina" refuses to extract packages
      And the host of "berlin" refuses to replace files in bin
      When the instance is upgraded to Orlando Patch 2
      And there is time for an upgrade
      Then a step of "berlin" has failed with a message of its own
      And a step of "berlina" has failed with a message of its own
      And "berlin" and "berlina" upgrade to Orlando Patch 2 once all is well
