@instance
Feature: The steps of upgrades in the history
  Under the record of an upgrade of the instance stands how far each MID Server has come with its own. Whoever looks into a problem
  reads there what was done, in which order, how it went, and what was wrong. An instance may add steps of its own.
  Documentation: MID Server upgrades, "MID Server Upgrade History".

  Background:
    Given the MID Servers "berlin" and "berlina" run Orlando Patch 1
    And the instance is upgraded to Orlando Patch 2
    And 10 minutes pass

  @HIST-STEPS
  Rule: Under the record of an upgrade stand the steps of each MID Server in order, and how each went

    Scenario: Steps that two MID Servers report in turn do not mix
      When "berlin" reports the steps "Download" in progress, then "Download" successful
      And "berlina" reports the step "Download" in progress
      And "berlin" reports the step "Install" in progress
      And "berlina" reports the step "Download" failed with "HTTP 500"
      Then the steps of "berlin" in the upgrade to Orlando Patch 2 are "Download" in progress, then "Download" successful, then "Install" in progress
      And the steps of "berlina" in the upgrade to Orlando Patch 2 are "Download" in progress, then "Download" failed with "HTTP 500"

    Scenario: Steps of two attempts are all there, also those that are alike
      When "berlin" reports the steps "Install" in progress, then "Install" failed with "no space"
      And 1 hour passes
      And "berlin" reports the steps "Install" in progress, then "Install" failed with "no space", then "Install" successful
      Then the steps of "berlin" in the upgrade to Orlando Patch 2 are "Install" in progress, then "Install" failed with "no space", then "Install" in progress, then "Install" failed with "no space", then "Install" successful

    Scenario Outline: Steps stand under the upgrade of the instance that was the last one before them
      Given "berlin" reports the steps "Download" in progress, then "Install" successful
      When the instance is upgraded to <version>
      And 10 minutes pass
      And "berlin" reports the steps "Verify" in progress, then "Install" failed with "no memory"
      Then the steps of "berlin" in the upgrade to Orlando Patch 2 are "Download" in progress, then "Install" successful
      And the steps of "berlin" in the upgrade to <version> are "Verify" in progress, then "Install" failed with "no memory"

      Examples:
        | case              | version                  |
        | a newer patch     | Orlando Patch 3          |
        | back to the first | Orlando Patch 1          |
        | back to a hotfix  | Orlando Patch 1 Hotfix 1 |
        | the next family   | Paris Patch 1            |
        | the family before | New York Patch 9         |

    Scenario: Steps of a second upgrade to the same version stand under that
      Given "berlin" reports the step "Install" successful
      And the instance is upgraded to Orlando Patch 1
      And 10 minutes pass
      And the instance is upgraded to Orlando Patch 2
      And 10 minutes pass
      When "berlin" reports the step "Install" in progress
      Then the step of "berlin" in the upgrade to Orlando Patch 2 is "Install" in progress

    Scenario: Steps remain under the first of three upgrades
      Given "berlin" reports the steps "Download" in progress, then "Install" failed with "no space"
      And the instance is upgraded to Orlando Patch 3
      And 10 minutes pass
      And the instance is upgraded to Orlando Patch 4
      And 10 minutes pass
      When "berlin" reports the step "Install" successful
      Then the steps of "berlin" in the upgrade to Orlando Patch 2 are "Download" in progress, then "Install" failed with "no space"
      And the step of "berlin" in the upgrade to Orlando Patch 4 is "Install" successful

    Scenario Outline: A step that is in progress remains as it was told, whatever becomes of the MID Server
      Given "berlin" reports the step "Install" in progress
      When <event>
      And "berlin" reports the step "Verify" successful
      Then the steps of "berlin" in the upgrade to Orlando Patch 2 are "Install" in progress, then "Verify" successful

      Examples:
        | case                  | event                                      |
        | Up                    | "berlin" reports the status Up             |
        | Upgrade Failed        | "berlin" reports the status Upgrade Failed |
        | Down                  | "berlin" is stopped                        |
        | the instance restarts | the instance is restarted                  |

    Scenario Outline: The steps that are there remain, and further ones come behind them
      Given "berlin" reports the step "Install" failed with "no space"
      When <event>
      And "berlin" reports the step "Install" successful
      Then the steps of "berlin" in the upgrade to Orlando Patch 2 are "Install" failed with "no space", then "Install" successful

      Examples:
        | case                  | event                                                |
        | the instance restarts | the instance is restarted                            |
        | seven days            | 7 days pass                                          |
        | sixty days            | 60 days pass                                         |
        | another version       | Orlando Patch 3 is assigned                          |
        | an override           | the property mid.version.override is Orlando Patch 4 |
        | Down                  | "berlin" is stopped                                  |
        | Up again              | "berlin" reports the status Up                       |
        | another MID Server    | "berlina" reports the step "Install" in progress     |

    Scenario: A MID Server that comes later has its steps under the same record
      Given the MID Server "oslo" runs New York Patch 9
      When "oslo" reports the steps "Install" in progress, then "Install" successful
      And "berlin" reports the step "Install" in progress
      Then the steps of "oslo" in the upgrade to Orlando Patch 2 are "Install" in progress, then "Install" successful

  @HIST-ERROR
  Rule: The message of an error stands on its own step, and on no other

    Scenario Outline: What a MID Server has told of each step stands on that step, to the letter
      When "berlin" reports the steps <steps>
      And "berlina" reports the steps "Download" in progress, then "Install" successful
      Then the steps of "berlin" in the upgrade to Orlando Patch 2 are <steps>
      And the steps of "berlina" in the upgrade to Orlando Patch 2 are "Download" in progress, then "Install" successful

      Examples:
        | case                | steps                                                                                                                                                                                                                                                                   |
        | the first step      | "Download" failed with "HTTP 500", then "Download" successful, then "Install" successful                                                                                                                                                                                |
        | the last step       | "Download" successful, then "Install" in progress, then "Install" failed with "Text file busy"                                                                                                                                                                          |
        | two steps           | "Download" failed with "HTTP 500", then "Install" in progress, then "Install" failed with "no memory"                                                                                                                                                                   |
        | one step, two words | "Download" failed with "HTTP 500", then "Download" failed with "HTTP 403"                                                                                                                                                                                               |
        | a colon and a path  | "Install" failed with "Unable to refresh packages: C:\ServiceNow\agent\lib: Access is denied.", then "Install" successful                                                                                                                                               |
        | other letters       | "Install" failed with "Zugriff verweigert: Größe 12 € <jar> & Ähnliches", then "Install" successful                                                                                                                                                                     |
        | blanks at its ends  | "Install" failed with " no space left on device ", then "Install" successful                                                                                                                                                                                            |
        | details at length   | "Install" failed with "Unable to refresh packages. mid-core.orlando-12-11-2019__patch2-03-11-2020_03-31-2020_1217.universal.universal.zip: the signature of lib/mid.jar does not fit, the digest is SHA-256, the manifest has another one, and the package was refused" |

    Scenario: The message of an error is not on a step of the upgrade after it
      Given "berlin" reports the step "Install" failed with "no space"
      When the instance is upgraded to Orlando Patch 3
      And 10 minutes pass
      And "berlin" reports the steps "Install" in progress, then "Install" successful
      Then the steps of "berlin" in the upgrade to Orlando Patch 3 are "Install" in progress, then "Install" successful
      And the step of "berlin" in the upgrade to Orlando Patch 2 is "Install" failed with "no space"
