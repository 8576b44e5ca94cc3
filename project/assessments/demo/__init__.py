from project.assessments.demo.clinic import CHILDREN, Sitting, sittings

__all__ = ["CHILDREN", "Sitting", "sittings"]
