@mid
Feature: Details of the verification in the agent log
  Whoever wants to know why a package is refused sets mid.log.level to trace. How many lines that adds for a package, and what they
  say, is free. So two MID Servers upgrade side by side, one of them at the default level: what trace adds to the log is
  more for several packages than for one. What it adds in an hour without an upgrade does not count.
  Documentation: MID Server upgrades, "Upgrade methods".

  Background:
    Given the MID Servers "berlin" and "berlina" run Orlando Patch 1
    And the parameter mid.log.level of "berlin" is "trace"
    And the record mid.log.level of MID Server Property is "trace" for "berlin"
    And 1 hour passes

  @SIG-TRACE
  Rule: At the level trace, the verification of each package adds details to the agent log

    Scenario Outline: Trace adds more for three good packages than for one
      When the instance answers requests for the list of packages with one package
      And "berlin" is asked to upgrade to <first> by an upgrade of the instance
      Then "berlin" has run Orlando Patch 1, then <first>
      When the instance answers requests for the list of packages with three packages
      And "berlin" is asked to upgrade to <second> by an upgrade of the instance
      Then trace has added lines to the agent log of "berlin" beside that of "berlina", and more than last time
      And "berlin" has run Orlando Patch 1, then <first>, then <second>

      Examples:
        | case  | first           | second                   |
        | newer | Orlando Patch 2 | Orlando Patch 3          |
        | older | Orlando Patch 3 | Orlando Patch 1 Hotfix 1 |

    Scenario: Trace adds more when the third of three packages is bad than for one good package
      When the instance answers requests for the list of packages with one package
      And "berlin" is asked to upgrade to Orlando Patch 2 by an upgrade of the instance
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2
      When the instance answers requests for the list of packages with three packages
      And the download site serves the third package of Orlando Patch 3 with a changed file
      And "berlin" is asked to upgrade to Orlando Patch 3 by an upgrade of the instance
      Then trace has added lines to the agent log of "berlin" beside that of "berlina", and more than last time
      And "berlin" upgrades to Orlando Patch 3 once all is well
