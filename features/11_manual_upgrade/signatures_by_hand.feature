@mid
Feature: Signatures of packages in a manual upgrade
  The documentation speaks of signatures where it speaks of automatic upgrades. Read so that a click makes no package better.
  Documentation: MID Server upgrades, "Upgrade methods".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 2

  @SIG-MANUAL
  Rule: Upgrade MID installs no package that an automatic upgrade refuses

    Scenario Outline: A bad package is refused, though somebody has clicked for it
      Given the download site serves every package of <assigned> <flaw>
      When "berlin" is asked to upgrade to <assigned> by hand
      Then "berlin" has tried to download a package
      And the files of "berlin" are those of Orlando Patch 2
      And "berlin" has run Orlando Patch 2
      And "berlin" upgrades to <assigned> once all is well

      Examples:
        | case          | assigned                 | flaw                                   |
        | newer patch   | Orlando Patch 3          | with a changed file                    |
        | older patch   | Orlando Patch 1          | never signed                           |
        | hotfix        | Orlando Patch 2 Hotfix 1 | signed under a root that nobody trusts |

    Scenario: A bad package of another family is refused after a good one of this family was installed by hand
      Given "berlin" is asked to upgrade to Orlando Patch 3 by hand
      And the download site serves every package of Paris Patch 1 with a changed file
      When "berlin" is asked to upgrade to Paris Patch 1 by hand
      Then "berlin" has tried to download a package
      And the files of "berlin" are those of Orlando Patch 3
      And "berlin" has run Orlando Patch 2, then Orlando Patch 3

    Scenario Outline: A second click makes a bad package no better
      Given the download site serves <package> of Orlando Patch 3 <flaw>
      And "berlin" is asked to upgrade to Orlando Patch 3 by hand
      And up to 24 hours pass until "berlin" is Up
      When "berlin" is asked to upgrade to Orlando Patch 3 by hand
      Then "berlin" has tried to download a package
      And "berlin" is Up within a day
      And "berlin" has run Orlando Patch 2
      And "berlin" upgrades to Orlando Patch 3 once all is well

      Examples:
        | case       | package            | flaw                |
        | the first  | the first package  | with a changed file |
        | the second | the second package | never signed        |

    Scenario: A second click installs what is good by then
      Given the download site serves every package of Orlando Patch 3 with a changed file
      And "berlin" is asked to upgrade to Orlando Patch 3 by hand
      And up to 24 hours pass until "berlin" is Up
      When the download site works again
      And "berlin" is asked to upgrade to Orlando Patch 3 by hand
      Then "berlin" has run Orlando Patch 2, then Orlando Patch 3
