@mid
Feature: Packages are downloaded one by one
  A version comes in several packages; how many an instance lists is free, and so is their order. A MID Server takes one after
  the other and keeps each as a file, so that each can be verified before the next is asked for.
  Documentation: MID Server upgrades, "Upgrade methods".

  @SIG-ONE-BY-ONE
  Rule: Packages are downloaded in turn, each lies in a file before the next, and one bad one is enough to keep the version

    Scenario Outline: Each package is stored before the next is asked for
      Given the MID Server "berlin" runs <installed>
      When "berlin" is asked to upgrade to <assigned> <way>
      Then "berlin" has downloaded 2 packages in turn
      And "berlin" has run <installed>, then <assigned>

      Examples:
        | case                 | installed       | assigned                 | way          |
        | hour, newer patch    | Orlando Patch 1 | Orlando Patch 2          | at the hour  |
        | hour, family before  | Orlando Patch 1 | New York Patch 9         | at the hour  |
        | command, older patch | Orlando Patch 3 | Orlando Patch 1          | by command   |
        | click, next family   | Orlando Patch 1 | Paris Patch 1            | by hand      |
        | start, hotfix        | Orlando Patch 1 | Orlando Patch 1 Hotfix 1 | at its start |
        | pin, newer patch     | Orlando Patch 1 | Orlando Patch 4          | by its pin   |

    Scenario: Of three packages, too, each is stored before the next is asked for
      Given the MID Server "berlin" runs Orlando Patch 1
      And the instance answers requests for the list of packages with three packages
      When "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      Then "berlin" has downloaded 3 packages in turn
      And "berlin" has run Orlando Patch 1, then Orlando Patch 2

    Scenario: The second upgrade stores each package as the first one does
      Given the MID Server "berlin" runs Orlando Patch 1
      And "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      When "berlin" is asked to upgrade to Orlando Patch 3 at the hour
      Then "berlin" has downloaded 2 packages in turn
      And "berlin" has run Orlando Patch 1, then Orlando Patch 2, then Orlando Patch 3

    Scenario: Two MID Servers that upgrade side by side each store their own packages in turn
      Given the MID Servers "berlin" and "berlina" run Orlando Patch 1
      When "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      Then "berlin" has downloaded 2 packages in turn
      And "berlina" has downloaded 2 packages in turn
      And "berlina" has run Orlando Patch 1, then Orlando Patch 2

    Scenario Outline: One bad package among good ones is enough to leave the version as it is
      Given the MID Server "berlin" runs Orlando Patch 1
      And the instance answers requests for the list of packages with <listed>
      And the download site serves <package> of Orlando Patch 2 <flaw>
      When "berlin" is asked to upgrade to Orlando Patch 2 <way>
      Then "berlin" has tried to download a package
      And "berlin" is Up within a day
      And "berlin" has run Orlando Patch 1
      And "berlin" upgrades to Orlando Patch 2 once all is well

      Examples:
        | case            | listed         | package            | flaw                                   | way         |
        | first of three  | three packages | the first package  | with a changed file                    | at the hour |
        | second of three | three packages | the second package | signed under a root that nobody trusts | by command  |
        | third of three  | three packages | the third package  | never signed                           | at the hour |

    Scenario Outline: Behind a bad package nothing is installed, however good the next one is
      Given the MID Server "berlin" runs Orlando Patch 1
      And the download site serves the first package of Orlando Patch 2 <flaw>
      When "berlin" is asked to upgrade to Orlando Patch 2 <way>
      Then "berlin" has tried to download a package
      And "berlin" is Up within a day
      And "berlin" has run Orlando Patch 1
      And the files of "berlin" are those of Orlando Patch 1
      And "berlin" upgrades to Orlando Patch 2 once all is well

      Examples:
        | case    | flaw                | way         |
        | hour    | with a changed file | at the hour |
        | command | never signed        | by command  |

    Scenario Outline: Of two packages the second can be the bad one
      Given the MID Server "berlin" runs Orlando Patch 1
      And the download site serves the second package of Orlando Patch 2 <flaw>
      When "berlin" is asked to upgrade to Orlando Patch 2 <way>
      Then "berlin" has tried to download a package
      And "berlin" is Up within a day
      And "berlin" has run Orlando Patch 1
      And the files of "berlin" are those of Orlando Patch 1 or Orlando Patch 2
      And "berlin" upgrades to Orlando Patch 2 once all is well

      Examples:
        | case  | flaw                                   | way          |
        | hour  | with a changed file                    | at the hour  |
        | start | signed under a root that nobody trusts | at its start |

  @SIG-STOP-AT-FIRST
  Rule: The first bad package ends the download

    Scenario Outline: Nothing more is downloaded once a package was refused
      Given the MID Server "berlin" runs Orlando Patch 2
      And the instance answers requests for the list of packages with three packages
      And the download site serves <package> of <assigned> with a changed file
      When "berlin" is asked to upgrade to <assigned> <way>
      Then "berlin" has downloaded <number> in turn
      And "berlin" has run Orlando Patch 2
      And "berlin" upgrades to <assigned> once all is well

      Examples:
        | case           | assigned        | package            | way          | number     |
        | first, hour    | Orlando Patch 3 | the first package  | at the hour  | 1 package  |
        | first, command | Orlando Patch 1 | the first package  | by command   | 1 package  |
        | second, hour   | Orlando Patch 1 | the second package | at the hour  | 2 packages |
        | second, start  | Orlando Patch 3 | the second package | at its start | 2 packages |
        | second, click  | Orlando Patch 3 | the second package | by hand      | 2 packages |
        | second, pin    | Orlando Patch 4 | the second package | by its pin   | 2 packages |
