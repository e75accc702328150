@mid
Feature: What a MID Server records of a package's signature
  A bad package is a matter for people: somebody may have tampered with it. What a MID Server writes about it is free, and so is
  the source that its issue names; that it writes something is seen beside an upgrade in which all was well.
  Documentation: MID Server upgrades, "Upgrade methods".

  @SIG-FAIL-RECORDED
  Rule: A package that is refused leaves an error in the agent log, and another in the issue table

    Scenario Outline: A refusal is recorded where a good upgrade has left nothing
      Given the MID Server "berlin" runs Orlando Patch 2
      When "berlin" is asked to upgrade to <good> <way>
      Then no issue of "berlin" is open
      When the download site serves every package of <bad> <flaw>
      And "berlin" is asked to upgrade to <bad> <way>
      Then an issue of "berlin" is open
      And the agent log of "berlin" has lines of a new kind
      And "berlin" has run Orlando Patch 2, then <good>

      Examples:
        | case            | good            | bad                      | flaw                                   | way          |
        | hour, newer     | Orlando Patch 3 | Orlando Patch 4          | with a changed file                    | at the hour  |
        | hour, older     | Orlando Patch 3 | Orlando Patch 1          | never signed                           | at the hour  |
        | hour, family    | Paris Patch 1   | Orlando Patch 2          | with one more file                     | at the hour  |
        | command, newer  | Orlando Patch 3 | Orlando Patch 4          | with the signature of another package  | by command   |
        | command, hotfix | Orlando Patch 1 | Orlando Patch 1 Hotfix 1 | signed under a root that nobody trusts | by command   |
        | start           | Orlando Patch 3 | Orlando Patch 4          | never signed                           | at its start |
        | pin             | Orlando Patch 3 | Orlando Patch 4          | with a changed file                    | by its pin   |

    Scenario Outline: Whichever package is refused, that is recorded
      Given the MID Server "berlin" runs Orlando Patch 1
      When "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      Then no issue of "berlin" is open
      When the download site serves <package> of Orlando Patch 3 <flaw>
      And "berlin" is asked to upgrade to Orlando Patch 3 at the hour
      Then an issue of "berlin" is open
      And the agent log of "berlin" has lines of a new kind
      And "berlin" upgrades to Orlando Patch 3 once all is well

      Examples:
        | case       | package            | flaw                                                          |
        | the first  | the first package  | signed by a certificate that has expired, without a timestamp |
        | the second | the second package | with a changed file and its new digest                        |

    Scenario: A refusal on the host of one MID Server is an issue of no other
      Given the MID Servers "berlin" and "berlina" run Orlando Patch 1
      And the download site serves every package of Orlando Patch 4 with a changed file
      When "berlina" is asked to upgrade to Orlando Patch 4 by its pin
      And "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      Then an issue of "berlina" is open
      And no issue of "berlin" is open
      And "berlin" has run Orlando Patch 1, then Orlando Patch 2
