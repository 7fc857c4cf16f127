from haystack.signals import BaseSignalProcessor as CommitSignalProcessor

__all__ = ["CommitSignalProcessor"]
