@mid
Feature: A bad package on every occasion, and once more
  A package is as bad whatever has asked for the upgrade and wherever it leads, and no better for having been refused before. What keeps
  it out for good would keep the next good one out, too.
  Documentation: MID Server upgrades, "Upgrade methods".

  @SIG-VERIFY
  Rule: What is refused once is refused on every occasion, and what is good is not refused with it

    Scenario Outline: A bad package is refused, whatever asks for the upgrade and wherever it leads
      Given the MID Server "berlin" runs <installed>
      And the download site serves every package of <assigned> <flaw>
      When "berlin" is asked to upgrade to <assigned> <way>
      Then "berlin" has tried to download a package
      And the files of "berlin" are those of <installed>
      And "berlin" has run <installed>
      And "berlin" upgrades to <assigned> once all is well

      Examples:
        | case                    | installed                        | assigned                          | flaw                                   | way                           |
        | hour, older patch       | Orlando Patch 2                  | Orlando Patch 1                   | with a changed file                    | at the hour                   |
        | hour, another build     | San Diego Patch 10 (first build) | San Diego Patch 10 (second build) | never signed                           | at the hour                   |
        | command, newer patch    | Orlando Patch 1                  | Orlando Patch 2                   | never signed                           | by command                    |
        | command, older patch    | Orlando Patch 3                  | Orlando Patch 2                   | signed under a root that nobody trusts | by command                    |
        | start, hotfix           | Orlando Patch 1                  | Orlando Patch 1 Hotfix 1          | with a changed file                    | at its start                  |
        | pin, newer patch        | Orlando Patch 1                  | Orlando Patch 4                   | never signed                           | by its pin                    |
        | pin, older patch        | Orlando Patch 2                  | Orlando Patch 1                   | with a changed file                    | by its pin                    |
        | override, newer patch   | Orlando Patch 1                  | Orlando Patch 3                   | with a changed file                    | by the override               |
        | upgrade of the instance | Orlando Patch 1                  | Orlando Patch 2                   | with a changed file                    | by an upgrade of the instance |

    Scenario Outline: A bad package of another family is refused after a good one of this family was installed
      Given the MID Server "berlin" runs Orlando Patch 1
      And "berlin" is asked to upgrade to Orlando Patch 2 <way>
      And the download site serves every package of <assigned> <flaw>
      When "berlin" is asked to upgrade to <assigned> <way>
      Then "berlin" has tried to download a package
      And the files of "berlin" are those of Orlando Patch 2
      And "berlin" has run Orlando Patch 1, then Orlando Patch 2

      Examples:
        | case                   | assigned         | flaw                | way         |
        | hour, next family      | Paris Patch 1    | with a changed file | at the hour |
        | command, family before | New York Patch 9 | never signed        | by command  |

    Scenario Outline: A package that was refused once is refused again, as long as it is bad
      Given the MID Server "berlin" runs Orlando Patch 1
      And the download site serves every package of Orlando Patch 2 <flaw>
      And "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      And up to 24 hours pass until "berlin" is Up
      When <again>
      Then the files of "berlin" are those of Orlando Patch 1
      And "berlin" has run Orlando Patch 1
      And "berlin" upgrades to Orlando Patch 2 once all is well

      Examples:
        | case    | flaw                | again                                                        |
        | hour    | with a changed file | "berlin" is asked to upgrade to Orlando Patch 2 at the hour  |
        | command | never signed        | "berlin" is asked to upgrade to Orlando Patch 2 by command   |
        | start   | with a changed file | "berlin" is asked to upgrade to Orlando Patch 2 at its start |
        | days    | never signed        | 3 days pass                                                  |

    Scenario: A package that was good for an attempt that failed later is verified again for the next one
      Given the MID Server "berlin" runs Orlando Patch 1
      And the host of "berlin" refuses to extract packages
      And "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      And up to 24 hours pass until "berlin" is Up
      When the host of "berlin" works again
      And the download site serves every package of Orlando Patch 2 with a changed file
      And the next check is over
      Then the files of "berlin" are those of Orlando Patch 1 or Orlando Patch 2
      And "berlin" upgrades to Orlando Patch 2 once all is well

    Scenario Outline: A good package that the site has an hour after a bad one is installed
      Given the MID Server "berlin" runs Orlando Patch 1
      And the download site serves every package of Orlando Patch 2 <flaw>
      And "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      And up to 24 hours pass until "berlin" is Up
      When the download site works again
      And the next check is over
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2
      And the files of "berlin" are those of Orlando Patch 2

      Examples:
        | case           | flaw                                   |
        | a changed file | with a changed file                    |
        | never signed   | never signed                           |
        | one unknown    | signed under a root that nobody trusts |

    Scenario Outline: A package that was good in one attempt is verified in the next one as well
      Given the MID Server "berlin" runs Orlando Patch 1
      And the download site serves the second package of Orlando Patch 2 <flaw>
      And "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      And up to 24 hours pass until "berlin" is Up
      When the download site works again
      And the download site serves the first package of Orlando Patch 2 <flaw>
      And "berlin" is asked to upgrade to Orlando Patch 2 <way>
      Then "berlin" upgrades to Orlando Patch 2 once all is well
      And the files of "berlin" are those of Orlando Patch 2

      Examples:
        | case    | flaw                         | way         |
        | hour    | with a changed file          | at the hour |
        | command | remade around a changed file | by command  |

    Scenario Outline: A refused package that still lies on the host is not installed when the site is out of reach
      Given the MID Server "berlin" runs Orlando Patch 1
      And the parameter mid.upgrade.run_precheck of "berlin" is "false"
      And the download site serves the second package of Orlando Patch 2 <flaw>
      And "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      And up to 24 hours pass until "berlin" is Up
      When the download site refuses connections
      And "berlin" is asked to upgrade to Orlando Patch 2 <way>
      Then "berlin" has run Orlando Patch 1
      And "berlin" upgrades to Orlando Patch 2 once all is well

      Examples:
        | case    | flaw                | way          |
        | hour    | with a changed file | at the hour  |
        | start   | never signed        | at its start |
        | command | with a changed file | by command   |

    Scenario: A bad package keeps no other MID Server from installing a good one
      Given the MID Servers "berlin" and "berlina" run Orlando Patch 1
      And the download site serves every package of Orlando Patch 4 with a changed file
      When "berlina" is asked to upgrade to Orlando Patch 4 by its pin
      And "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2
      And "berlina" has run Orlando Patch 1
      And "berlina" upgrades to Orlando Patch 4 once all is well
