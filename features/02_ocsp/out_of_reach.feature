@mid
Feature: An OCSP responder out of reach
  Before it installs a package, a MID Server asks whether the certificate that has signed it was revoked. That certificate
  names whom to ask. A firewall or a proxy may be in the way: then nobody says that the package is good.
  Documentation: MID Server upgrades, "MID Server access to OCSP blocked".

  @ACC-OCSP
  Rule: As long as the OCSP responder is out of reach nothing is installed

    Scenario Outline: A responder that cannot be asked holds the upgrade back, and the check after its return upgrades
      Given the MID Server "berlin" runs Orlando Patch 2
      And the OCSP responder <fault>
      When "berlin" is asked to upgrade to <version> <way>
      Then "berlin" has run Orlando Patch 2
      And the files of "berlin" are those of Orlando Patch 2
      And "berlin" is Up within a day
      And "berlin" upgrades to <version> once all is well

      Examples: Causes
        | case          | fault                             | version                  | way         |
        | refused       | refuses connections               | Orlando Patch 3          | at the hour |
        | not in time   | does not answer in time           | Orlando Patch 1          | at the hour |
        | by a proxy    | answers everything with error 403 | Orlando Patch 2 Hotfix 1 | at the hour |
        | unknown name  | cannot be found                   | Orlando Patch 3          | at the hour |
        | login missing | answers everything with error 407 | Orlando Patch 1 Hotfix 2 | at the hour |
        | out of order  | answers everything with error 503 | Orlando Patch 4          | at the hour |

      Examples: Occasions
        | case                | fault                             | version                  | way                           |
        | refused, command    | refuses connections               | Orlando Patch 1          | by command                    |
        | by a proxy, command | answers everything with error 403 | Orlando Patch 3          | by command                    |
        | not in time, click  | does not answer in time           | Orlando Patch 3          | by hand                       |
        | by a proxy, start   | answers everything with error 403 | Orlando Patch 3          | at its start                  |
        | not in time, start  | does not answer in time           | Orlando Patch 1 Hotfix 1 | at its start                  |
        | refused, pin        | refuses connections               | Orlando Patch 4          | by its pin                    |
        | not in time, pin    | does not answer in time           | Orlando Patch 1          | by its pin                    |
        | override            | refuses connections               | Orlando Patch 1          | by the override               |
        | instance upgraded   | does not answer in time           | Orlando Patch 3          | by an upgrade of the instance |

    Scenario Outline: Between two builds of one patch the responder is asked as well
      Given the MID Server "berlin" runs San Diego Patch 10 (<before>)
      And the OCSP responder refuses connections
      When "berlin" is asked to upgrade to San Diego Patch 10 (<after>) at the hour
      Then "berlin" has run San Diego Patch 10 (<before>)
      And "berlin" upgrades to San Diego Patch 10 (<after>) once all is well

      Examples:
        | case         | before       | after        |
        | to the later | first build  | second build |
        | and back     | second build | first build  |

    Scenario Outline: Another family is not installed either, and is once the responder can be asked
      Given the MID Server "berlin" runs Orlando Patch 1
      And the OCSP responder <fault>
      And "berlin" is asked to upgrade to <version> <way>
      When the OCSP responder works again
      And "berlin" is stopped
      Then the files of "berlin" are those of Orlando Patch 1
      When "berlin" is asked to upgrade to <version> at its start
      Then "berlin" has run Orlando Patch 1, then <version>

      Examples:
        | case               | fault                             | version          | way         |
        | next, hour         | refuses connections               | Paris Patch 1    | at the hour |
        | before, command    | does not answer in time           | New York Patch 9 | by command  |
        | next, pin, a proxy | answers everything with error 403 | Paris Patch 1    | by its pin  |

    Scenario Outline: A responder that was there for the last upgrade is asked anew for the next one
      Given the MID Server "berlin" runs Orlando Patch 1
      And "berlin" is asked to upgrade to Orlando Patch 2 <way>
      When the OCSP responder <fault>
      And "berlin" is asked to upgrade to Orlando Patch 3 <way>
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2
      And "berlin" upgrades to Orlando Patch 3 once all is well

      Examples:
        | case             | fault                             | way         |
        | refused, hour    | refuses connections               | at the hour |
        | a proxy, command | answers everything with error 403 | by command  |
        | not in time, pin | does not answer in time           | by its pin  |

    Scenario Outline: One cause follows another before the responder is back, and the next check upgrades
      Given the MID Server "berlin" runs Orlando Patch 2
      And the OCSP responder <first>
      And "berlin" is asked to upgrade to <version> at the hour
      And the OCSP responder <then>
      And the next check is over
      And up to 24 hours pass until "berlin" is Up
      When the OCSP responder works again
      And the next check is over
      Then "berlin" has run Orlando Patch 2, then <version>

      Examples:
        | case                  | first                             | then                              | version         |
        | refused, then 403     | refuses connections               | answers everything with error 403 | Orlando Patch 3 |
        | 503, then not in time | answers everything with error 503 | does not answer in time           | Orlando Patch 1 |

    Scenario: A responder that is out of reach for three days holds the upgrade back for three days
      Given the MID Server "berlin" runs Orlando Patch 1
      And the OCSP responder does not answer in time
      And Orlando Patch 2 is assigned
      When 3 days pass
      Then "berlin" has run Orlando Patch 1
      And "berlin" is Up within a day
      And "berlin" upgrades to Orlando Patch 2 once all is well

    Scenario: A MID Server whose upgrade is held back by its responder goes on with its work
      Given the MID Server "berlin" runs Orlando Patch 1
      And the OCSP responder refuses connections
      And "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      And up to 24 hours pass until "berlin" is Up
      When the command "hostname" is sent to "berlin"
      And 15 minutes pass
      Then the result of the command "hostname" has come from "berlin" once
      And "berlin" has run Orlando Patch 1
      And "berlin" upgrades to Orlando Patch 2 once all is well

    Scenario: Every MID Server asks for itself and is held back for itself
      Given the MID Servers "berlin" and "berlina" run Orlando Patch 1
      And "berlin" is asked to upgrade to Orlando Patch 2 by its pin
      When the OCSP responder refuses connections
      And "berlina" is asked to upgrade to Orlando Patch 2 by command
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2
      And "berlina" has run Orlando Patch 1
      And "berlina" upgrades to Orlando Patch 2 once all is well
