Feature: In the end
  Once everything works again and everybody was left alone for some hours, all is as it should be.
  Documentation: MID Server upgrades, "Upgrade methods", "The Upgrade state", "Upgrade error messages".

  @AUTO-DIFFERENT
  Rule: A version other than the running one starts an upgrade, and the same one starts nothing

    @mid
    Scenario: The assigned version runs in the end
      Then at every moment who is Up and validated five hours after all was put right runs what is assigned

  @ERR-409
  Rule: Two MID Servers may upgrade at once

    @mid
    Scenario: No permit is held in the end
      Then at every moment who is Up five hours after all was put right holds no permit

  @STATE-QUEUED
  Rule: A command waits until its MID Server may take it, and no longer

    @mid
    Scenario: No command waits in the end
      Then at every moment no command waits for who is Up and validated five hours after all was put right
