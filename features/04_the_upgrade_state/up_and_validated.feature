@mid
Feature: Up and validated
  A MID Server that is Paused, or that nobody has validated yet, is not to change by itself. Whatever asks it to upgrade, the
  hour or a command, has to wait. A MID Server that is validated is restarted, as in the product; the validation can be
  withdrawn at any time.
  Documentation: MID Server upgrades, "The Upgrade state" and "Upgrade the MID Server manually".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 1

  @STATE-UP-AND-VALIDATED
  Rule: Only a MID Server that is Up and validated upgrades

    Scenario: Up and validated
      Given Orlando Patch 2 is assigned
      When the command "autoUpgrade" is sent to "berlin"
      And 20 minutes pass
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2

    Scenario Outline: One thing is missing
      Given <state>
      And Orlando Patch 2 is assigned
      When the command "autoUpgrade" is sent to "berlin"
      And 20 minutes pass
      Then "berlin" has run Orlando Patch 1
      When <remedy>
      And 30 minutes pass
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2

      Examples:
        | case          | state                     | remedy                                          |
        | not validated | "berlin" is not validated | "berlin" is validated                           |
        | Paused        | "berlin" is Paused        | an administrator clicks Resume MID for "berlin" |
        | Down          | "berlin" is stopped       | "berlin" is started                             |

    Scenario Outline: Two things are missing, and one of them is put right
      Given <state>
      And "berlin" is not validated
      And Orlando Patch 2 is assigned
      When the command "autoUpgrade" is sent to "berlin"
      And 20 minutes pass
      Then "berlin" has run Orlando Patch 1
      When <remedy>
      And 30 minutes pass
      Then "berlin" has run Orlando Patch 1
      When "berlin" is validated
      And 20 minutes pass
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2

      Examples:
        | case                     | state               | remedy                                          |
        | Paused and not validated | "berlin" is Paused  | an administrator clicks Resume MID for "berlin" |
        | Down and not validated   | "berlin" is stopped | "berlin" is started                             |

    Scenario: A MID Server that is not validated does not go to its pin, either
      Given "berlin" is not validated
      When the parameter mid.pinned.version of "berlin" is Orlando Patch 4
      And 1 hour and 30 minutes pass
      Then "berlin" has run Orlando Patch 1
      When "berlin" is validated
      And 30 minutes pass
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 4

    Scenario: The validation is withdrawn after an upgrade has failed
      Given the download site answers requests for packages with error 500
      And Orlando Patch 2 is assigned
      When 1 hour and 30 minutes pass
      Then "berlin" has tried to download a package
      When "berlin" is not validated
      And the download site works again
      And 1 hour and 30 minutes pass
      Then "berlin" has run Orlando Patch 1
      When "berlin" is validated
      And 30 minutes pass
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2

    Scenario Outline: Three hourly checks change nothing about it
      Given <state>
      And Orlando Patch 2 is assigned
      When 3 hours and 30 minutes pass
      Then "berlin" has run Orlando Patch 1
      When <remedy>
      And 1 hour and 30 minutes pass
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2

      Examples:
        | case          | state                     | remedy                                          |
        | not validated | "berlin" is not validated | "berlin" is validated                           |
        | Paused        | "berlin" is Paused        | an administrator clicks Resume MID for "berlin" |

  @STATE-VALIDATED-EDGE
  Rule: A MID Server that is being validated or rekeyed is not validated

    Scenario Outline: Somewhere between no and yes
      Given "berlin" is <state>
      And Orlando Patch 2 is assigned
      When the command "autoUpgrade" is sent to "berlin"
      And 1 hour and 30 minutes pass
      Then "berlin" has run Orlando Patch 1
      When "berlin" is validated
      And 20 minutes pass
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2

      Examples:
        | case       | state           |
        | validating | being validated |
        | rekey      | being rekeyed   |
